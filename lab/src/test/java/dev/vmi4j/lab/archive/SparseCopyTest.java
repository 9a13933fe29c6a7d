package dev.vmi4j.lab.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparseCopyTest {

    private static final int BLOCK = 1 << 16;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, BLOCK - 1, BLOCK, BLOCK + 1, 5 * BLOCK, 5 * BLOCK + 3})
    void aCopyHasTheSameBytes(int size) throws IOException {
        var random = new Random(size);
        for (int round = 0; round < 8; round++) {
            var bytes = new byte[size];
            for (int i = 0; i < round && size > 0; i++) bytes[random.nextInt(size)] = (byte) random.nextInt();
            var from = Files.write(folder.resolve("from"), bytes);
            var to = Files.write(folder.resolve("to"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
            SparseCopy.copy(from, to);
            assertThat(to).as("size and seed %d, round %d", size, round).hasBinaryContent(bytes);
        }
    }
}
