package dev.vmi4j.lab.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Whole folders at once. Symbolic links are not followed. */
public final class FileTrees {

    private FileTrees() {}

    /**
     * Deletes a folder with everything in it; one that is not there is no error.
     *
     * @param folder the folder
     * @throws IOException if something cannot be deleted
     */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        for (var file : all(folder).reversed()) Files.delete(file);
    }

    /**
     * Copies a folder with everything in it.
     *
     * @param from the folder
     * @param to the copy, which must not exist
     * @throws IOException if something cannot be copied
     */
    public static void copy(Path from, Path to) throws IOException {
        for (var file : all(from))
            Files.copy(file, to.resolve(from.relativize(file).toString()));
    }

    private static List<Path> all(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.sorted(Comparator.naturalOrder()).toList();
        }
    }
}
