package dev.vmi4j.testkit.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.PageFaultException;
import dev.vmi4j.core.paging.PagingMode;
import dev.vmi4j.core.paging.Tlb;
import dev.vmi4j.testkit.memory.SyntheticMemory;
import dev.vmi4j.testkit.paging.BuiltPage;
import dev.vmi4j.testkit.paging.EntryEncoder;
import dev.vmi4j.testkit.paging.PageTableBuilder;
import dev.vmi4j.testkit.toy.ToyEncoders;
import dev.vmi4j.testkit.toy.ToyPaging;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Translating and reading allocate nothing, with many memories and modes hot and half of the look-ups failing. */
class AllocationTest {
    private static final double MOST_BYTES = 0.01;

    private static final class Guest {
        private final AddressSpace space;
        private final long[] mapped;
        private final long[] mixed;

        Guest(AddressSpace space, long[] mapped, long[] mixed) {
            this.space = space;
            this.mapped = mapped;
            this.mixed = mixed;
        }

        AddressSpace space() {
            return space;
        }

        long mapped(int index) {
            return mapped[index & 1023];
        }

        long mixed(int index) {
            return mixed[index & 1023];
        }
    }

    @Test
    void lookupsAndReadsAllocateNothing() {
        try (Arena arena = Arena.ofShared()) {
            List<Guest> guests = guests(arena);
            check(
                    "lookup, half of them failing",
                    guests,
                    (guest, i) -> guest.space().lookup(guest.mixed(i)));
            check("translate", guests, (guest, i) -> guest.space().translate(guest.mapped(i)));
            check("readLong", guests, (guest, i) -> guest.space().readLong(guest.mapped(i)));
            check("readInt", guests, (guest, i) -> guest.space().readInt(guest.mapped(i)));
            check("readShort", guests, (guest, i) -> guest.space().readShort(guest.mapped(i)));
            check("readByte", guests, (guest, i) -> guest.space().readByte(guest.mapped(i)));
            check("readUnsigned", guests, (guest, i) -> guest.space().readUnsigned(guest.mapped(i), 4));
            check("readLong across pages", guests, (guest, i) -> guest.space().readLong(guest.mapped(0) | 0x3fc));
            check(
                    "physical readLong",
                    guests,
                    (guest, i) -> guest.space().physicalMemory().readLong(0x1_0000 + (i & 0xffff)));
        }
    }

    /** The measuring itself sees what a fault costs. */
    @Test
    void faultsAreSeenToAllocate() {
        List<Guest> guests = guests(Arena.ofAuto());
        double bytes = Allocation.perOperation(guests.subList(0, 1), 10_000, (guest, _) -> {
            try {
                return guest.space().translate(1L << 62);
            } catch (PageFaultException e) {
                return e.va().value();
            }
        });
        assertThat(bytes).isGreaterThan(100);
    }

    private static void check(String what, List<Guest> guests, Allocation.Operation<Guest> operation) {
        assertThat(Allocation.hot(guests, operation))
                .as("%s: bytes per operation", what)
                .isLessThan(MOST_BYTES);
    }

    private static List<Guest> guests(Arena arena) {
        List<Guest> guests = new ArrayList<>();
        add(guests, arena, ToyPaging.THREE_LEVEL, ToyEncoders.THREE_LEVEL);
        add(guests, arena, ToyPaging.SMALL, ToyEncoders.SMALL);
        add(guests, arena, ToyPaging.UPPER, ToyEncoders.UPPER);
        return guests;
    }

    private static void add(List<Guest> guests, Arena arena, PagingMode mode, EntryEncoder encoder) {
        MemoryRange[] ranges = {new MemoryRange(0x1_0000, 0x4_0000), new MemoryRange(0x10_0000, 0x10_0000)};
        for (SyntheticMemory memory : List.of(SyntheticMemory.heap(ranges), SyntheticMemory.offHeap(arena, ranges))) {
            PageTableBuilder builder = new PageTableBuilder(encoder, memory);
            int size = 1 << mode.pageShift();
            long base = mode == ToyPaging.UPPER ? -1L << 36 : 0;
            for (int i = 0; i < 64; i++) {
                builder.map(base + (long) i * size, 0x10_0000 + (long) (i * 7 % 64 * size & 0xf_ffff & -size), size);
            }
            for (PhysicalMemory physical : List.of(memory.mapped(), memory.paged(memory.source(12), 1024))) {
                AddressSpace space = AddressSpace.of(physical, mode, builder.root());
                guests.add(guest(space, builder, size));
                guests.add(guest(space.cached(Tlb.uncounted(mode, 128)), builder, size));
            }
        }
    }

    private static Guest guest(AddressSpace space, PageTableBuilder builder, int size) {
        Random random = new Random(11);
        List<BuiltPage> pages = builder.pages();
        long[] mapped = new long[1024];
        long[] mixed = new long[1024];
        for (int i = 0; i < mapped.length; i++) {
            long va = pages.get(random.nextInt(pages.size() - 1)).va() + random.nextInt(size);
            mapped[i] = va;
            mixed[i] = i % 2 == 0 ? va : i % 4 == 1 ? pages.getLast().last() + 1 + random.nextInt(size) : va ^ 1L << 50;
        }
        mapped[0] = pages.getFirst().va();
        return new Guest(space, mapped, mixed);
    }
}
