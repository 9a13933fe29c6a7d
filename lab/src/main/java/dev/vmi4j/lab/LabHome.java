package dev.vmi4j.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The folder in which the lab keeps everything that it fetched and recorded.
 *
 * @param folder the folder; it is made when something is put there
 */
public record LabHome(Path folder) {

    /**
     * The home by the environment: {@code VMI4J_LAB_HOME}, or {@code vmi4j/lab} in {@code XDG_CACHE_HOME}, or in {@code
     * .cache} of the user's home.
     *
     * @param environment the environment's variables
     * @return the home
     */
    public static LabHome of(Map<String, String> environment) {
        return variable(environment, "VMI4J_LAB_HOME")
                .map(LabHome::new)
                .orElseGet(() -> new LabHome(cache(environment).resolve("vmi4j").resolve("lab")));
    }

    private static Path cache(Map<String, String> environment) {
        return variable(environment, "XDG_CACHE_HOME")
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
    }

    private static Optional<Path> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }

    /**
     * Where the recording of a guest is, or will be.
     *
     * @param name the recipe's name
     * @return the guest's folder
     */
    public GuestFolder guest(String name) {
        return new GuestFolder(folder.resolve("guests").resolve(name));
    }

    /**
     * A folder of the home that is made if it is not there.
     *
     * @param names the way to the folder
     * @return the folder
     * @throws LabFileException if it cannot be made
     */
    public Path folder(String... names) {
        var path = folder;
        for (var name : names) path = path.resolve(name);
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new LabFileException(path, "make the folder", e);
        }
    }
}
