package dev.vmi4j.lab;

import java.io.IOException;
import java.io.Reader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The recipes that the lab knows: every file of its folder {@code recipes}, so that a new guest is a new file. */
public final class RecipeBook {

    private static final String FOLDER = "dev/vmi4j/lab/recipes";
    private static final String ENDING = ".properties";

    private final SortedMap<String, Properties> files;
    private final List<Recipe> recipes;

    private RecipeBook(SortedMap<String, Properties> files) {
        this.files = files;
        this.recipes = files.entrySet().stream()
                .map(file -> Recipe.of(file.getKey(), file.getValue()))
                .toList();
    }

    /**
     * Reads the recipes that come with the lab.
     *
     * @return the book
     * @throws RecipeException if a recipe is not complete
     * @throws LabFileException if a recipe cannot be read
     */
    public static RecipeBook load() {
        var home = ownFiles();
        try {
            if (Files.isDirectory(home)) return new RecipeBook(read(home.resolve(FOLDER)));
            try (var jar = FileSystems.newFileSystem(home)) {
                return new RecipeBook(read(jar.getPath(FOLDER)));
            }
        } catch (IOException e) {
            throw new LabFileException(home, "read the recipes of", e);
        }
    }

    private static Path ownFiles() {
        try {
            return Path.of(RecipeBook.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SortedMap<String, Properties> read(Path folder) throws IOException {
        var recipes = new TreeMap<String, Properties>();
        try (var files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (var file : files) {
                var fileName = String.valueOf(file.getFileName());
                recipes.put(fileName.substring(0, fileName.length() - ENDING.length()), properties(file));
            }
        }
        return recipes;
    }

    private static Properties properties(Path file) throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }

    /**
     * All recipes by name.
     *
     * @return the recipes
     */
    public List<Recipe> all() {
        return recipes;
    }

    /**
     * The recipe of a name.
     *
     * @param name the name
     * @return the recipe
     * @throws RecipeException if there is none; the message names those that there are
     */
    public Recipe get(String name) {
        return recipes.stream()
                .filter(recipe -> recipe.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RecipeException(name, "there is no such recipe; there are " + names()));
    }

    /**
     * A recipe with other values for some keys, for a guest that differs in little.
     *
     * @param name the name
     * @param changes values in the place of those of the recipe's file
     * @return the recipe
     * @throws RecipeException if there is none, or a value makes no sense
     */
    public Recipe get(String name, Map<String, String> changes) {
        var properties = new Properties();
        properties.putAll(files.getOrDefault(get(name).name(), properties));
        properties.putAll(changes);
        return Recipe.of(name, properties);
    }

    private String names() {
        return recipes.stream().map(Recipe::name).collect(Collectors.joining(", "));
    }
}
