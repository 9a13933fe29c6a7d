package dev.vmi4j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** What the guest of a bundled sample said about itself, and QEMU about it, as files by name. */
final class SampleTruth {
    static final Path IMAGE = image("linux-6.1-amd64");

    private static final int BLOCK = 512;

    private final Map<String, String> files = new HashMap<>();

    /** What the guest of {@link #IMAGE} said. */
    SampleTruth() throws IOException {
        this("linux-6.1-amd64");
    }

    /** Reads the archive: blocks of 512 bytes, a header with name (0) and octal size (124) before each file. */
    SampleTruth(String guest) throws IOException {
        Path archive = samples().resolve(guest + ".truth.tar.gz");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(archive))) {
            byte[] header = in.readNBytes(BLOCK);
            while (header.length == BLOCK && header[0] != 0) {
                int size = Integer.parseInt(field(header, 124, 12), 8);
                byte[] content = in.readNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
                files.put(field(header, 0, 100), new String(content, 0, size, StandardCharsets.UTF_8));
                header = in.readNBytes(BLOCK);
            }
        }
    }

    static Path image(String guest) {
        return samples().resolve(guest + ".raw.zst");
    }

    Map<String, String> files() {
        return files;
    }

    String file(String name) {
        String content = files.get(name);
        if (content == null) {
            throw new IllegalArgumentException("the truth of the sample has no file " + name);
        }
        return content;
    }

    private static Path samples() {
        return Path.of(System.getProperty("vmi4j.root", "..")).resolve("samples");
    }

    private static String field(byte[] header, int from, int length) {
        String text = new String(header, from, length, StandardCharsets.US_ASCII);
        int end = text.indexOf('\0');
        return (end < 0 ? text : text.substring(0, end)).strip();
    }
}
