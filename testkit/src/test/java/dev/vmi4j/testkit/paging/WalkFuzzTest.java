package dev.vmi4j.testkit.paging;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.MappingCursor;
import dev.vmi4j.core.paging.PageWalk;
import dev.vmi4j.core.paging.PagingMode;
import dev.vmi4j.testkit.memory.SyntheticMemory;
import dev.vmi4j.testkit.toy.ToyPaging;
import java.util.Arrays;
import java.util.List;

/**
 * Page tables made of any bytes. The corpus is replayed as a test; {@code JAZZER_FUZZ=1} searches for more.
 *
 * <p>The first byte chooses the mode; the rest is repeated over 64 KiB of memory, whose first page is the root.
 */
class WalkFuzzTest {
    private static final int SIZE = 0x1_0000;
    private static final List<PagingMode> MODES = List.of(ToyPaging.THREE_LEVEL, ToyPaging.SMALL, ToyPaging.UPPER);

    @FuzzTest(maxDuration = "30s")
    void tablesOfAnyBytes(byte[] input) {
        if (input.length < 2) {
            return;
        }
        SyntheticMemory memory = SyntheticMemory.heap(new MemoryRange(0, SIZE));
        byte[] pattern = Arrays.copyOfRange(input, 1, Math.min(input.length, SIZE));
        for (int at = 0; at < SIZE; at += pattern.length) {
            memory.put(at, Arrays.copyOf(pattern, Math.min(pattern.length, SIZE - at)));
        }
        PagingMode mode = MODES.get((input[0] & 0xff) % MODES.size());
        check(AddressSpace.of(memory.mapped(), mode, Pa.ZERO), mode);
    }

    private static void check(AddressSpace space, PagingMode mode) {
        for (long va = -1L << 40; va < 1L << 40; va += (1L << 33) + 0x1235) {
            PageWalk walk = space.walk(new Va(va));
            long address = va;
            assertThat(walk.mapping()
                            .map(found -> found.translate(new Va(address)).value())
                            .orElse(-1L))
                    .isEqualTo(space.lookup(va));
            assertThat(walk.steps()).hasSizeLessThanOrEqualTo(mode.levels().size());
        }
        try {
            MappingCursor cursor = space.mappings(40);
            while (cursor.hasNext()) {
                space.readUtf8(cursor.next().va().value(), 8);
            }
        } catch (VmiException e) {
            assertThat(e).hasMessageContaining("0x");
        }
    }
}
