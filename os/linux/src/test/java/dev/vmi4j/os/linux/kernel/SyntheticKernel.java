package dev.vmi4j.os.linux.kernel;

import dev.vmi4j.arch.amd64.Amd64;
import dev.vmi4j.arch.amd64.paging.Amd64Paging;
import dev.vmi4j.core.VmiCore;
import dev.vmi4j.core.driver.ReadsMemory;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.symbols.Symbol;
import dev.vmi4j.symbols.SymbolTable;
import dev.vmi4j.testkit.memory.SyntheticMemory;
import dev.vmi4j.testkit.paging.Amd64Encoders;
import dev.vmi4j.testkit.paging.PageTableBuilder;
import java.util.List;
import java.util.Optional;

/** A kernel that a test makes up: 64 KiB of memory, mapped at {@link #BASE}, with types and symbols of the test's own. */
public final class SyntheticKernel {
    /** The first virtual address of the memory that the test fills. */
    public static final long BASE = 0xffff_8880_0000_0000L;

    /** The size of that memory. */
    public static final long SIZE = 0x1_0000;

    private static final long TABLES = 0x10_0000;

    private final SyntheticMemory memory =
            SyntheticMemory.heap(new MemoryRange(TABLES, 0x2_0000), new MemoryRange(0, SIZE));
    private final PageTableBuilder pages = new PageTableBuilder(Amd64Encoders.fourLevel(40), memory);
    private final FakeTypes types = new FakeTypes();

    /** Maps the memory. */
    public SyntheticKernel() {
        for (long offset = 0; offset < SIZE; offset += 0x1000) {
            pages.map(BASE + offset, offset, 0x1000);
        }
    }

    /** The types, to be filled before the kernel is used. */
    public FakeTypes types() {
        return types;
    }

    /** The page tables. */
    public PageTableBuilder pages() {
        return pages;
    }

    /** The memory, by guest physical address. */
    public SyntheticMemory memory() {
        return memory;
    }

    /** Writes 64 bits at a virtual address of the mapped memory. */
    public void put(long address, long value) {
        memory.putLong(address - BASE, value);
    }

    /** The kernel as the code under test sees it. */
    public Kernel kernel(Symbol... symbols) {
        PhysicalMemory mapped = memory.mapped();
        VmiCore core = VmiCore.withoutTlb(new Image(mapped), Amd64.INSTANCE, Amd64Paging.FOUR_LEVEL);
        return new Kernel(
                core, core.addressSpace(pages.root()), SymbolTable.of(List.of(symbols)), Optional.of(types), "");
    }

    private record Image(PhysicalMemory memory) implements ReadsMemory {
        @Override
        public String description() {
            return "synthetic kernel";
        }

        @Override
        public void close() {}
    }
}
