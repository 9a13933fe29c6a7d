package dev.vmi4j.os.linux.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class BuildIdTest {
    private final Image image = new Image(0x400);

    @Test
    void findsTheNoteBehindOthers() {
        note(0x100, "Linux\0", 0x101, 5);
        note(0x100 + 12 + 8 + 8, "GNU\0", 3, 20);
        image.putLong(0x100 + 28 + 16, 0x0807_0605_0403_0201L);
        assertThat(BuildId.find(image.memory(), 0x100, 0x200)).contains("0102030405060708" + "00".repeat(12));
    }

    @Test
    void thereMayBeNone() {
        note(0x100, "GNU\0", 1, 16);
        assertThat(BuildId.find(image.memory(), 0x100, 0x100 + 12 + 4 + 16)).isEmpty();
        assertThat(BuildId.find(image.memory(), 0x100, 0x100)).isEmpty();
    }

    @Test
    void aLengthThatNoIdHasIsNone() {
        note(0x100, "GNU\0", 3, 0x7fff_fff0);
        assertThat(BuildId.find(image.memory(), 0x100, 0x200)).isEmpty();
    }

    @Test
    void randomNotesEnd() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            for (int at = 0; at < 0x400; at += 4) {
                image.put(at, 4, random.nextInt(24));
            }
            assertThat(BuildId.find(image.memory(), 0, 0x400))
                    .as("seed %d", seed)
                    .satisfiesAnyOf(
                            id -> assertThat(id).isEmpty(),
                            id -> assertThat(id.orElseThrow()).matches("[0-9a-f]+"));
        }
    }

    private void note(long at, String name, int type, int length) {
        image.put(at, 4, name.length());
        image.put(at + 4, 4, length);
        image.put(at + 8, 4, type);
        image.putText(at + 12, name);
    }
}
