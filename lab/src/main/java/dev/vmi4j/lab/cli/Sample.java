package dev.vmi4j.lab.cli;

import dev.vmi4j.lab.DumpFormat;
import dev.vmi4j.lab.GuestFolder;
import dev.vmi4j.lab.LabFileException;
import dev.vmi4j.lab.archive.TarGz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Packs a recording into the two files of the bundled sample. */
final class Sample {

    private static final List<String> TRUTH =
            List.of("console.log", "memory-map.txt", "oracle", "recipe.properties", "truth");

    private Sample() {}

    static void pack(GuestFolder guest, Path folder, String name, Consumer<String> log) {
        try {
            Files.createDirectories(folder);
            TarGz.pack(guest.folder(), TRUTH, told(folder.resolve(name + ".truth.tar.gz"), log));
            compress(guest.image(DumpFormat.RAW), told(folder.resolve(name + ".raw.xz"), log));
        } catch (IOException e) {
            throw new LabFileException(folder, "write the sample to", e);
        }
    }

    private static Path told(Path file, Consumer<String> log) {
        log.accept("writing " + file);
        return file;
    }

    private static void compress(Path image, Path target) throws IOException {
        var options = new LZMA2Options(LZMA2Options.PRESET_MAX);
        options.setDictSize(
                (int) Math.min(LZMA2Options.DICT_SIZE_MAX, Math.max(LZMA2Options.DICT_SIZE_MIN, Files.size(image))));
        try (var out = new XZOutputStream(Files.newOutputStream(target), options)) {
            Files.copy(image, out);
        }
    }
}
