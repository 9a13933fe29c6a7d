package dev.vmi4j.cli.command;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that a command writes: it appears whole or not at all, and replaces another only if that is wanted. */
final class NewFile {
    private final Path path;
    private final boolean replace;

    private NewFile(Path path, boolean replace) {
        this.path = path;
        this.replace = replace;
    }

    /** Fails at once, before any work, when the file exists. */
    static NewFile of(Path path, boolean replace) {
        if (Files.isDirectory(path)) {
            throw new UsageException(path + " is a folder; name a file");
        }
        if (!replace && Files.exists(path)) {
            throw exists(path);
        }
        return new NewFile(path, replace);
    }

    Path path() {
        return path;
    }

    /** Writes the content. */
    @FunctionalInterface
    interface Writer<T> {
        T write(FileChannel channel) throws IOException;
    }

    /** Writes beside the file and then puts it into its place. */
    <T> T write(Writer<T> writer) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new UsageException("there is no folder " + folder + " to write " + path.getFileName() + " into");
        }
        Path partial = Files.createTempFile(folder, "." + path.getFileName() + ".", ".partial");
        try {
            T result;
            try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
                result = writer.write(channel);
            }
            put(partial);
            return result;
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private void put(Path partial) throws IOException {
        if (replace) {
            Files.move(partial, path, StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        try {
            Files.move(partial, path);
        } catch (FileAlreadyExistsException e) {
            throw exists(path);
        }
    }

    private static UsageException exists(Path path) {
        return new UsageException(path + " exists; --force replaces it");
    }
}
