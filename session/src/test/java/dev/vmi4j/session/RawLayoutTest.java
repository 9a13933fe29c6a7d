package dev.vmi4j.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.os.SessionStore;
import dev.vmi4j.driver.dump.MemoryImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawLayoutTest {
    private static final String SAVED = "0 8192\n4294967296 4096";

    @TempDir
    private Path folder;

    /** Two pages below a hole and one behind it, as a store remembers them. */
    private List<MemoryRange> find(String saved, OpenOptions options) throws IOException {
        Path file = Files.write(folder.resolve("image.raw"), new byte[3 * 4096]);
        SessionStore store = new PassingStore();
        store.save("raw-layout", saved.getBytes(StandardCharsets.US_ASCII));
        try (MemoryImage image = MemoryImage.open(file)) {
            return new RawLayout(image, store).find(options, List.of());
        }
    }

    @Test
    void whatWasFoundBeforeIsRemembered() throws IOException {
        assertThat(find(SAVED, OpenOptions.USUAL))
                .containsExactly(new MemoryRange(0, 8192), new MemoryRange(1L << 32, 4096));
        assertThat(find("", OpenOptions.USUAL)).isEmpty();
    }

    @Test
    void whatMakesNoSenseIsPassedOver() throws IOException {
        for (String saved : List.of("0", "0 x", "0 0", "-1 4096", "1 2 3", "\n")) {
            assertThat(find(saved, OpenOptions.USUAL)).as(saved).isEmpty();
        }
    }

    @Test
    void whatTheCallerSaysCounts() throws IOException {
        OpenOptions placed =
                new OpenOptions(OptionalLong.of(0), Optional.empty(), OpenOptions.Keeping.NOTHING, List.of());
        assertThat(find(SAVED, placed)).isEmpty();
    }
}
