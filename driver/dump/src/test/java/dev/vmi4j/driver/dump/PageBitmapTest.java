package dev.vmi4j.driver.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageBitmapTest {
    @ParameterizedTest
    @CsvSource({"1, 64", "2, 4096", "3, 4097", "4, 20000", "5, 1", "6, 63"})
    void countsAsABitSetDoes(long seed, int pages) {
        Random random = new Random(seed);
        BitSet bits = new BitSet();
        byte[] bytes = new byte[(pages + 63) / 64 * 8];
        random.nextBytes(bytes);
        for (int i = 0; i < pages; i++) {
            bits.set(i, (bytes[i / 8] >> i % 8 & 1) != 0);
        }
        PageBitmap bitmap = new PageBitmap(MemorySegment.ofArray(Arrays.copyOf(bytes, bytes.length)), pages);
        assertThat(bitmap.count()).isEqualTo(bits.cardinality());
        for (int i = 0; i < pages; i++) {
            assertThat(bitmap.get(i)).as("seed %d, page %d", seed, i).isEqualTo(bits.get(i));
            assertThat(bitmap.rank(i))
                    .as("seed %d, page %d", seed, i)
                    .isEqualTo(bits.get(0, i).cardinality());
        }
        assertThat(bitmap.get(pages)).isFalse();
        assertThat(bitmap.get(-1)).isFalse();
    }
}
