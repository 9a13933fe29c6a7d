package dev.vmi4j.cli.survey;

import dev.vmi4j.cli.console.Output;
import dev.vmi4j.cli.console.OutputException;
import dev.vmi4j.cli.console.Screen;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Function;

/**
 * A folder that takes one file for each table. A file appears whole or not at all, and takes the place of another only
 * where that is wanted.
 */
public final class OutputFolder {
    private final Path folder;
    private final String suffix;
    private final Existing existing;

    /**
     * A folder.
     *
     * @param folder made when the first file is written
     * @param suffix of every file, with the dot
     * @param existing what to do with files that are there
     */
    public OutputFolder(Path folder, String suffix, Existing existing) {
        this.folder = folder;
        this.suffix = suffix;
        this.existing = existing;
    }

    /** What to do with a file that is there. */
    public enum Existing {
        /** Leave it and fail. */
        KEEP,
        /** Put the new one into its place. */
        REPLACE
    }

    /**
     * The file of a table.
     *
     * @param name of the table
     * @return where it is, or will be
     */
    public Path file(String name) {
        return folder.resolve(name + suffix);
    }

    /**
     * The files that are in the way.
     *
     * @param names of the tables that are to be written
     * @return empty when all can be written
     */
    public List<Path> inTheWay(List<String> names) {
        return existing == Existing.REPLACE
                ? List.of()
                : names.stream().map(this::file).filter(Files::exists).toList();
    }

    /**
     * Writes the file of a table.
     *
     * @param name of the table
     * @param writer writes its content
     * @param <T> what the writer answers
     * @return what the writer answered
     * @throws OutputException when it cannot be written
     */
    public <T> T write(String name, Function<Output, T> writer) {
        Path partial = folder.resolve(
                "." + name + suffix + "." + ProcessHandle.current().pid() + ".partial");
        try {
            Files.createDirectories(folder);
            T answer = write(partial, writer);
            move(partial, file(name));
            return answer;
        } catch (IOException e) {
            throw new OutputException(e);
        } finally {
            delete(partial);
        }
    }

    private static <T> T write(Path file, Function<Output, T> writer) throws IOException {
        try (Writer text = new BufferedWriter(Files.newBufferedWriter(file), 1 << 16)) {
            Output output = new Output(text, Screen.NONE);
            T answer = writer.apply(output);
            output.flush();
            return answer;
        }
    }

    private void move(Path from, Path to) throws IOException {
        if (existing == Existing.REPLACE) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.move(from, to);
        }
    }

    private static void delete(Path partial) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            throw new OutputException(e);
        }
    }
}
