package dev.vmi4j.driver.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.memory.MemoryRange;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeSetTest {
    @Test
    void touchingRangesAreOne() {
        RangeSet set = new RangeSet();
        set.add(0, 10);
        set.add(20, 30);
        assertThat(set.add(10, 20)).containsExactly(new MemoryRange(10, 10));
        assertThat(set.ranges()).containsExactly(new MemoryRange(0, 30));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithABitSet(long seed) {
        Random random = new Random(seed);
        RangeSet set = new RangeSet();
        BitSet bits = new BitSet();
        for (int i = 0; i < 200; i++) {
            int start = random.nextInt(1000);
            int end = start + 1 + random.nextInt(1 << random.nextInt(8));
            BitSet added = new BitSet();
            added.set(start, end);
            added.andNot(bits);
            bits.set(start, end);
            assertThat(bitsOf(set.add(start, end)))
                    .as("seed %d, step %d", seed, i)
                    .isEqualTo(added);
            assertThat(bitsOf(set.ranges())).as("seed %d, step %d", seed, i).isEqualTo(bits);
        }
    }

    private static BitSet bitsOf(List<MemoryRange> ranges) {
        BitSet bits = new BitSet();
        ranges.forEach(range -> bits.set((int) range.start(), (int) range.end()));
        return bits;
    }
}
