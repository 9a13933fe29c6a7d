package dev.vmi4j.lab.cli;

import dev.vmi4j.lab.DumpFormat;
import dev.vmi4j.lab.GuestFolder;
import dev.vmi4j.lab.LabFileException;
import dev.vmi4j.lab.archive.TarGz;
import dev.vmi4j.lab.debian.HostCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Packs a recording into the two files of the bundled sample. */
final class Sample {

    private static final List<String> TRUTH =
            List.of("console.log", "memory-map.txt", "oracle", "recipe.properties", "truth");

    private Sample() {}

    static void pack(GuestFolder guest, Path folder, String name, Consumer<String> log) {
        try {
            Files.createDirectories(folder);
            TarGz.pack(guest.folder(), TRUTH, told(folder.resolve(name + ".truth.tar.gz"), log));
            compress(guest.image(DumpFormat.RAW), told(folder.resolve(name + ".raw.zst"), log));
        } catch (IOException e) {
            throw new LabFileException(folder, "write the sample to", e);
        }
    }

    private static Path told(Path file, Consumer<String> log) {
        log.accept("writing " + file);
        return file;
    }

    /**
     * Level 19 packs nearly as well as xz, keeps the window within what every reader takes, and is unpacked many times
     * faster. No Java library packs as well, so this is the host's program.
     */
    private static void compress(Path image, Path target) {
        HostCommand.of(List.of("zstd", "-q", "-f", "-19", "-o", target.toString(), image.toString()))
                .run();
    }
}
