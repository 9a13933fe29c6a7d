package dev.vmi4j.driver.dump;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vmi4j.core.error.VmiException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fuzz tests of the parsers. The gate replays the images below and what lies in the test resources; to search for more,
 * set {@code JAZZER_FUZZ=1} and run one of these tests alone with its hooks on: {@code ./mvnw -pl driver/dump -am test
 * -Dtest=ImageFuzzTest#elf -Dsurefire.failIfNoSpecifiedTests=false -Dtest.jvm.more=-Djazzer.max_duration=60s}.
 */
class ImageFuzzTest {
    @MethodSource("images")
    @FuzzTest
    void elf(byte[] data) throws IOException {
        open("elf", data);
    }

    @MethodSource("images")
    @FuzzTest
    void kdump(byte[] data) throws IOException {
        open("kdump", data);
    }

    @MethodSource("images")
    @FuzzTest
    void anything(byte[] data) throws IOException {
        Path folder = Files.createTempDirectory("vmi4j-fuzz");
        try {
            open(data, ImageOptions.DEFAULT.withUnpackFolder(folder));
        } finally {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    @FuzzTest
    void notes(byte[] data) {
        Notes notes = new Notes();
        notes.read(MemorySegment.ofArray(data));
        notes.byVcpu();
    }

    @FuzzTest
    void memoryMap(byte[] data) {
        try {
            MemoryMap.parse(new String(data, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException _) {
            // a sentence about the text
        }
    }

    static Stream<byte[]> images() {
        return Arrays.stream(HostileImagesTest.Kind.values()).map(HostileImagesTest.Kind::image);
    }

    private static void open(String format, byte[] data) throws IOException {
        open(data, ImageOptions.DEFAULT.withFormat(format));
    }

    private static void open(byte[] data, ImageOptions options) throws IOException {
        Path path = Files.createTempFile("vmi4j-fuzz", ".image");
        try {
            Files.write(path, data);
            try (MemoryImage image = MemoryImage.open(path, options)) {
                HostileImagesTest.readSome(image.memory(), new Random(1));
            }
        } catch (VmiException _) {
            // the only exception that may come
        } finally {
            Files.delete(path);
        }
    }
}
