package dev.vmi4j.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folders for running guests: each says whose it is, so that it can be deleted when its guest is gone. */
final class RunningFolders {
    private static final String OWNER = "monitor";

    private final Path all;

    RunningFolders(Path all) {
        this.all = all;
    }

    /** The folder of a guest, made where it is missing. */
    Path of(ImageIdentity monitor) throws IOException {
        Path folder = all.resolve(monitor.folderName());
        if (!Files.isRegularFile(folder.resolve(OWNER))) {
            deleteAbandoned();
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(OWNER), monitor.path().toString());
        }
        return folder;
    }

    private void deleteAbandoned() throws IOException {
        if (!Files.isDirectory(all)) {
            return;
        }
        for (Path folder : list(all)) {
            Path owner = folder.resolve(OWNER);
            if (Files.isRegularFile(owner) && Files.notExists(Path.of(Files.readString(owner)))) {
                for (Path file : list(folder)) {
                    Files.deleteIfExists(file);
                }
                Files.deleteIfExists(folder);
            }
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }
}
