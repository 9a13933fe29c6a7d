package dev.vmi4j.driver.dump;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Content of guests and files of the tests. */
final class Images {
    private Images() {}

    /** Bytes that compress well and differ from page to page. */
    static byte[] content(long seed, int size) {
        byte[] bytes = new byte[size];
        Random random = new Random(seed);
        for (int i = 0; i < size; i += 16) {
            bytes[i] = (byte) random.nextInt();
        }
        bytes[0] = 1;
        return bytes;
    }

    static Path write(Path folder, String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
