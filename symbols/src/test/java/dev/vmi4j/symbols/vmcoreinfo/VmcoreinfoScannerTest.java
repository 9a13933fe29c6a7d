package dev.vmi4j.symbols.vmcoreinfo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.PageCache;
import dev.vmi4j.core.memory.PageSource;
import dev.vmi4j.core.memory.PageState;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.symbols.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = SECONDS)
class VmcoreinfoScannerTest {
    private static final String TEXT = "OSRELEASE=6.1.0\nPAGESIZE=4096\n";

    @ParameterizedTest
    @ValueSource(ints = {0, 24, 4096, 8184, 1 << 20, (2 << 20) - 31})
    void findsTheText(int offset) {
        byte[] image = new byte[2 << 20];
        put(image, offset, TEXT);
        assertThat(places(Bytes.memory(0x10_0000, image))).containsExactly(0x10_0000L + offset);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 4095, 5000 * 8 + 7})
    void findsUnalignedTextWhenThereIsNoOther(int offset) {
        byte[] image = new byte[64 << 10];
        put(image, offset, TEXT);
        assertThat(places(Bytes.memory(0x10_0003, image))).containsExactly(0x10_0003L + offset);
    }

    @Test
    void leavesFalseHitsOut() {
        byte[] image = new byte[64 << 10];
        put(image, 64, "OSRELEASE=%s\n");
        put(image, 128, "OSRELEASE\0");
        put(image, 256, TEXT + "\0OSRELEASE=5.4.0\n");
        put(image, 4096, TEXT);
        put(image, image.length - 8, "OSRELEAS");
        List<VmcoreinfoCandidate> found = scan(Bytes.memory(0, image));
        assertThat(found).extracting(one -> one.pa().value()).containsExactly(256L, 4096L);
        assertThat(found).allSatisfy(one -> assertThat(one.info().text()).isEqualTo(TEXT));
    }

    @Test
    void endsWithTheFirstThatIsGoodEnough() {
        byte[] image = new byte[4 << 20];
        put(image, 64, "OSRELEASE=5.10.0\n");
        put(image, 4096, TEXT);
        put(image, 4160, TEXT);
        put(image, 3 << 20, TEXT);
        List<VmcoreinfoCandidate> found = VmcoreinfoScanner.scan(
                Bytes.memory(0, image), one -> one.info().osRelease().equals("6.1.0"));
        assertThat(found).extracting(one -> one.pa().value()).containsExactly(64L, 4096L);
    }

    @Test
    void endsWithTheMemory() {
        byte[] image = new byte[4096];
        put(image, 4096 - 16, "OSRELEASE=6.1.0\nPAGESIZE");
        List<VmcoreinfoCandidate> found = scan(Bytes.memory(0, image));
        assertThat(found).extracting(one -> one.info().osRelease()).containsExactly("6.1.0");
    }

    @Test
    void crossesPagesAndSkipsMissingOnes() {
        byte[] image = new byte[8 * 4096];
        String text = TEXT + "NUMBER(x)=1\n".repeat(400);
        put(image, 4096, text);
        put(image, 7 * 4096 - 8, "OSRELEAS");
        var memory =
                PhysicalMemory.paged(List.of(new MemoryRange(0, image.length)), new PageCache(new Pages(image), 16));
        List<VmcoreinfoCandidate> found = scan(memory);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().info().text()).isEqualTo(text);
        assertThat(scan(PhysicalMemory.mapped(List.of()))).isEmpty();
    }

    @Test
    void staysBoundedInMemoryFullOfHits() {
        byte[] image = TEXT.concat("\0\0").repeat(100_000).getBytes(StandardCharsets.US_ASCII);
        assertThat(places(Bytes.memory(0, image))).hasSize(64);
        byte[] half = "OSRELEASE=1.\0\0\0\0".repeat(500_000).getBytes(StandardCharsets.US_ASCII);
        assertThat(places(Bytes.memory(0, half))).isEmpty();
    }

    private static List<Long> places(PhysicalMemory memory) {
        return scan(memory).stream().map(one -> one.pa().value()).toList();
    }

    private static List<VmcoreinfoCandidate> scan(PhysicalMemory memory) {
        return VmcoreinfoScanner.scan(memory, _ -> false);
    }

    private static void put(byte[] image, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, image, offset, Math.min(bytes.length, image.length - offset));
    }

    /** The first and the last but one page are missing. */
    private static final class Pages implements PageSource {
        private final byte[] image;

        Pages(byte[] image) {
            this.image = image;
        }

        @Override
        public int pageShift() {
            return 12;
        }

        @Override
        public PageState read(long gfn, byte[] page) {
            if (gfn == 0 || gfn == 6) {
                return PageState.EXCLUDED;
            }
            byte[] content = Arrays.copyOfRange(image, (int) gfn << 12, (int) (gfn + 1) << 12);
            System.arraycopy(content, 0, page, 0, content.length);
            return PageState.PRESENT;
        }
    }
}
