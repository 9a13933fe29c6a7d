package dev.vmi4j.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.arch.aarch64.paging.Aarch64Granule;
import dev.vmi4j.arch.aarch64.paging.Aarch64Paging;
import dev.vmi4j.arch.aarch64.paging.Aarch64PagingOptions;
import dev.vmi4j.arch.aarch64.paging.AddressHalf;
import dev.vmi4j.arch.aarch64.paging.DescriptorFormat;
import dev.vmi4j.arch.amd64.paging.Amd64Paging;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.PagingMode;
import dev.vmi4j.core.paging.Tlb;
import dev.vmi4j.testkit.cost.Allocation;
import dev.vmi4j.testkit.memory.SyntheticMemory;
import dev.vmi4j.testkit.paging.Aarch64Encoders;
import dev.vmi4j.testkit.paging.Amd64Encoders;
import dev.vmi4j.testkit.paging.EntryEncoder;
import dev.vmi4j.testkit.paging.PageTableBuilder;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Translating and reading allocate nothing with both architectures hot in one JVM, half of the look-ups failing. */
class BothArchitecturesCostTest {
    private static final int PAGES = 64;
    private static final double MOST_BYTES = 0.01;

    /** Pages lie behind each other from {@code base} on; behind them nothing is mapped. */
    private record Guest(AddressSpace space, long base, int shift) {
        long mapped(int index) {
            return base + ((long) (index & PAGES - 1) << shift) + 8L * (index & 63);
        }

        long mixed(int index) {
            return base + ((long) (index & 2 * PAGES - 1) << shift);
        }
    }

    private static PagingMode mode(Aarch64Granule granule, AddressHalf half, int bits, DescriptorFormat format) {
        return Aarch64Paging.of(Aarch64PagingOptions.of(granule, half, bits, format));
    }

    private static Stream<Guest> guests(PagingMode mode, EntryEncoder encoder, long base, Arena arena) {
        int shift = mode.pageShift();
        SyntheticMemory memory = SyntheticMemory.offHeap(
                arena, new MemoryRange(0x100_0000, 0x100_0000), new MemoryRange(0, (long) PAGES << shift));
        PageTableBuilder builder = new PageTableBuilder(encoder, memory);
        for (long page = 0; page < PAGES; page++) {
            builder.map(base + (page << shift), page << shift, 1L << shift);
        }
        AddressSpace space = AddressSpace.of(memory.mapped(), mode, builder.root());
        return Stream.of(new Guest(space, base, shift), new Guest(space.cached(Tlb.counting(mode, 64)), base, shift));
    }

    @Test
    void lookupsAndReadsAllocateNothing() {
        try (Arena arena = Arena.ofShared()) {
            List<Guest> guests = Stream.of(
                            guests(Amd64Paging.FOUR_LEVEL, Amd64Encoders.fourLevel(40), -1L << 40, arena),
                            guests(
                                    mode(Aarch64Granule.SIZE_4K, AddressHalf.UPPER, 48, DescriptorFormat.BITS_48),
                                    encoder(Aarch64Encoders.Granule.KIB_4, Aarch64Encoders.Half.UPPER, 48, 40),
                                    -1L << 44,
                                    arena),
                            guests(
                                    mode(Aarch64Granule.SIZE_4K, AddressHalf.LOWER, 48, DescriptorFormat.BITS_48),
                                    encoder(Aarch64Encoders.Granule.KIB_4, Aarch64Encoders.Half.LOWER_TAGGED, 48, 40),
                                    0x40_0000,
                                    arena),
                            guests(
                                    mode(Aarch64Granule.SIZE_16K, AddressHalf.UPPER, 52, DescriptorFormat.BITS_52_LPA2),
                                    Aarch64Encoders.of(
                                            Aarch64Encoders.Granule.KIB_16,
                                            Aarch64Encoders.Half.UPPER,
                                            52,
                                            Aarch64Encoders.Format.LPA2,
                                            40),
                                    -1L << 50,
                                    arena))
                    .flatMap(each -> each)
                    .toList();
            check(
                    "lookup, half of them failing",
                    guests,
                    (guest, i) -> guest.space().lookup(guest.mixed(i)));
            check("translate", guests, (guest, i) -> guest.space().translate(guest.mapped(i)));
            check("readLong", guests, (guest, i) -> guest.space().readLong(guest.mapped(i)));
        }
    }

    private static EntryEncoder encoder(
            Aarch64Encoders.Granule granule, Aarch64Encoders.Half half, int bits, int physicalBits) {
        return Aarch64Encoders.of(granule, half, bits, Aarch64Encoders.Format.PLAIN, physicalBits);
    }

    private static void check(String what, List<Guest> guests, Allocation.Operation<Guest> operation) {
        assertThat(Allocation.hot(guests, operation))
                .as("%s: bytes per operation", what)
                .isLessThan(MOST_BYTES);
    }
}
