package dev.vmi4j.testkit.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.memory.CacheStatistics;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.PagingMode;
import dev.vmi4j.core.paging.Tlb;
import dev.vmi4j.testkit.Hammer;
import dev.vmi4j.testkit.memory.SyntheticMemory;
import dev.vmi4j.testkit.toy.ToyEncoders;
import dev.vmi4j.testkit.toy.ToyPaging;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TlbTest {
    private static final PageMarks MARKS = PageMarks.NONE;

    private final SyntheticMemory memory = SyntheticMemory.heap(new MemoryRange(0, 0x40000));
    private final PageTableBuilder builder = new PageTableBuilder(ToyEncoders.THREE_LEVEL, memory);
    private final Tlb tlb = Tlb.counting(ToyPaging.THREE_LEVEL, 16);
    private final AddressSpace space = AddressSpace.of(memory.mapped(), ToyPaging.THREE_LEVEL, builder.root())
            .cached(tlb);

    private void remap(long va, long pa) {
        builder.forge(va, 2, ToyEncoders.THREE_LEVEL.leaf(2, pa, PageRights.ALL, MARKS));
    }

    @Test
    void sizesAreRoundedUp() {
        Map.of(1, 1, 2, 2, 3, 4, 1000, 1024, 1 << 20, 1 << 20)
                .forEach((wished, got) -> assertThat(
                                Tlb.counting(ToyPaging.SMALL, wished).capacity())
                        .isEqualTo(got));
        for (int wrong : new int[] {0, -1, (1 << 24) + 1}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Tlb.counting(ToyPaging.SMALL, wrong));
        }
    }

    @Test
    void aTlbServesItsOwnModeOnly() {
        AddressSpace other = AddressSpace.of(memory.mapped(), ToyPaging.SMALL, Pa.ZERO);
        assertThatIllegalArgumentException().isThrownBy(() -> other.cached(tlb));
    }

    @Test
    void hitsAndMissesAreCounted() {
        builder.map(0x2000, 0x8000_0000L, 0x2000);
        assertThat(space.lookup(0x2008)).isEqualTo(0x8000_0008L);
        assertThat(space.lookup(0x3fff)).isEqualTo(0x8000_1fffL);
        assertThat(space.lookup(0x4000)).isNegative();
        assertThat(space.lookup(0x4000)).isNegative();
        assertThat(tlb.statistics()).isEqualTo(new CacheStatistics(1, 3));
        Tlb uncounted = Tlb.uncounted(ToyPaging.THREE_LEVEL, 16);
        space.cached(uncounted).lookup(0x2008);
        assertThat(uncounted.statistics()).isEqualTo(new CacheStatistics(0, 0));
    }

    @Test
    void rootsDoNotMix() {
        builder.map(0x2000, 0x8000_0000L, 0x2000);
        PageTableBuilder second = new PageTableBuilder(ToyEncoders.THREE_LEVEL, memory);
        second.map(0x2000, 0x9000_0000L, 0x2000);
        Tlb one = Tlb.counting(ToyPaging.THREE_LEVEL, 1);
        AddressSpace first = space.cached(one);
        AddressSpace other = AddressSpace.of(memory.mapped(), ToyPaging.THREE_LEVEL, second.root())
                .cached(one);
        for (int i = 0; i < 5; i++) {
            assertThat(first.lookup(0x2000)).isEqualTo(0x8000_0000L);
            assertThat(other.lookup(0x2000)).isEqualTo(0x9000_0000L);
            assertThat(first.lookup(0)).isNegative();
        }
    }

    @Test
    void flushesForgetOneEntryOrAll() {
        builder.map(0x2000, 0x8000_0000L, 0x2000);
        builder.map(0x4000, 0x8000_2000L, 0x2000);
        space.lookup(0x2000);
        space.lookup(0x4000);
        remap(0x2000, 0xa000_0000L);
        remap(0x4000, 0xa000_2000L);
        assertThat(space.lookup(0x2000)).as("still cached").isEqualTo(0x8000_0000L);
        tlb.flush(builder.root().value(), 0x2fff);
        assertThat(space.lookup(0x2000)).isEqualTo(0xa000_0000L);
        assertThat(space.lookup(0x4000)).as("still cached").isEqualTo(0x8000_2000L);
        tlb.flush();
        assertThat(space.lookup(0x4000)).isEqualTo(0xa000_2000L);
    }

    /** Epochs are counted in the bits that the page shift leaves free: their wrap must bring nothing back. */
    @Test
    void noEpochComesBack() {
        builder.map(0x2000, 0x8000_0000L, 0x2000);
        space.lookup(0x2000);
        remap(0x2000, 0xa000_0000L);
        for (int i = 0; i < 3 * 8192; i++) {
            tlb.flush();
            if (i % 3 == 0) {
                assertThat(space.lookup(0x4000)).isNegative();
            }
        }
        long hits = tlb.statistics().hits();
        assertThat(space.lookup(0x2000)).isEqualTo(0xa000_0000L);
        assertThat(tlb.statistics().hits()).isEqualTo(hits);
        for (int flushes = 1; flushes < 8200; flushes++) {
            long pa = 0x1_0000_0000L + flushes * 0x2000L;
            remap(0x2000, pa);
            tlb.flush();
            assertThat(space.lookup(0x2000)).isEqualTo(pa);
        }
    }

    @Test
    void upperHalvesKeepTheirEpochWithSmallPages() {
        for (PagingMode mode : new PagingMode[] {ToyPaging.THREE_LEVEL, ToyPaging.UPPER}) {
            EntryEncoder encoder = mode == ToyPaging.UPPER ? ToyEncoders.UPPER : ToyEncoders.THREE_LEVEL;
            PageTableBuilder upper = new PageTableBuilder(encoder, memory);
            long size = 1L << mode.pageShift();
            upper.map(-size, 0x7000_0000L, size);
            int depth = mode.levels().size() - 1;
            Tlb own = Tlb.counting(mode, 4);
            AddressSpace high =
                    AddressSpace.of(memory.mapped(), mode, upper.root()).cached(own);
            for (int i = 1; i < 20; i++) {
                long pa = 0x7000_0000L + i * size;
                upper.forge(-size, depth, encoder.leaf(depth, pa, PageRights.ALL, MARKS));
                own.flush();
                assertThat(high.lookup(-1)).isEqualTo(pa + size - 1);
            }
        }
    }

    @Test
    void writeAndFlushIsNeverFollowedByAnOldRead() {
        builder.map(0x2000, 0, 0x2000);
        long entry = builder.entryAddress(0x2000, 2);
        Hammer.writesAreSeen(
                value -> {
                    long leaf = ToyEncoders.THREE_LEVEL.leaf(2, value << 13, PageRights.ALL, MARKS);
                    Hammer.store(memory.at(entry, 8), leaf);
                    if ((value & 3) == 0) {
                        tlb.flush();
                    } else {
                        tlb.flush(builder.root().value(), 0x2000);
                    }
                },
                () -> space.lookup(0x2000) >> 13);
    }
}
