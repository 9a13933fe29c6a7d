package dev.vmi4j.core.arch;

import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.LevelLayout;
import dev.vmi4j.core.paging.PageTableLevel;
import dev.vmi4j.core.paging.PagingMode;
import java.util.List;

/**
 * A CPU architecture: page geometry, address arithmetic, paging modes. Implemented once by each architecture module
 * (AArch64 once for each granule); implementations are immutable.
 */
public interface Architecture {
    /**
     * The name of the architecture.
     *
     * @return lower case, for example {@code amd64}
     */
    String name();

    /**
     * The page shift.
     *
     * @return base-2 logarithm of the page size; AMD64: 12; AArch64: 12, 14 or 16 by the granule
     */
    int pageShift();

    /**
     * The machine code of a breakpoint instruction.
     *
     * @return a new array; AMD64: {@code cc} ({@code int3}); AArch64: {@code brk #0}
     */
    byte[] breakpoint();

    /**
     * The mode whose geometry the level functions of this interface use: the one with the most levels.
     *
     * @return AMD64: 5-level paging
     */
    PagingMode pagingMode();

    /**
     * Every paging mode that a kernel may run in, the most likely first; used to find a kernel without registers.
     *
     * @return AMD64: 4-level, 5-level, PAE, legacy 32-bit; AArch64: those of TTBR1 with this granule
     */
    List<PagingMode> pagingModes();

    /**
     * The paging mode of processes beside that of their kernel, where the two halves of the address space have page
     * tables of their own.
     *
     * @param kernel the mode of the kernel's page tables
     * @return AMD64: the same, because one table serves both; AArch64: that of TTBR0 beside that of TTBR1
     */
    default PagingMode userPagingMode(PagingMode kernel) {
        return kernel;
    }

    /**
     * The levels of the paging structure.
     *
     * @return from the root down; AMD64: PML5, PML4, PDPT, PD, PT
     */
    List<? extends PageTableLevel> pageTableLevels();

    /**
     * The special registers whose writes can be watched.
     *
     * @return AMD64: CR0, CR3, CR4, XCR0
     */
    List<? extends SpecialRegister> specialRegisters();

    /**
     * The page size.
     *
     * @return in bytes; AMD64: 0x1000
     */
    default long pageSize() {
        return 1L << pageShift();
    }

    /**
     * The page mask: and-ing an address with it gives the page.
     *
     * @return AMD64: 0xffff_ffff_ffff_f000
     */
    default long pageMask() {
        return -pageSize();
    }

    /**
     * The frame of a guest physical address.
     *
     * @param pa guest physical address
     * @return its frame number
     */
    default Gfn gfn(Pa pa) {
        return new Gfn(pa.value() >>> pageShift());
    }

    /**
     * The first address of a frame.
     *
     * @param gfn frame number
     * @return guest physical address
     * @throws ArithmeticException when the frame lies beyond the 64-bit space
     */
    default Pa pa(Gfn gfn) {
        long pa = gfn.value() << pageShift();
        if (pa >>> pageShift() != gfn.value()) {
            throw new ArithmeticException("frame " + gfn + " lies beyond the 64-bit space");
        }
        return new Pa(pa);
    }

    /**
     * The offset of a guest physical address in its frame.
     *
     * @param pa guest physical address
     * @return 0 to the page size - 1
     */
    default long paOffset(Pa pa) {
        return pa.value() & ~pageMask();
    }

    /**
     * Rounds a virtual address down to its page.
     *
     * @param va virtual address
     * @return the first address of the page
     */
    default Va alignDown(Va va) {
        return va.alignDown(pageSize());
    }

    /**
     * Rounds a virtual address up to a page.
     *
     * @param va virtual address
     * @return the first address of this page or the next
     * @throws ArithmeticException when the result leaves the 64-bit space
     */
    default Va alignUp(Va va) {
        return va.alignUp(pageSize());
    }

    /**
     * The offset of a virtual address in its page.
     *
     * @param va virtual address
     * @return 0 to the page size - 1
     */
    default long vaOffset(Va va) {
        return va.value() & ~pageMask();
    }

    /**
     * The index of a virtual address in the lowest table.
     *
     * @param va virtual address
     * @return AMD64: bits 12 to 20
     */
    default int vaIndex(Va va) {
        return pagingMode().levels().getLast().index(va.value());
    }

    /**
     * Rounds a virtual address down to what an entry of a level covers.
     *
     * @param va virtual address
     * @param level a level of this architecture
     * @return the first address that the entry covers
     */
    default Va alignDown(Va va, PageTableLevel level) {
        return va.alignDown(layout(level).size());
    }

    /**
     * Rounds a virtual address up to what an entry of a level covers.
     *
     * @param va virtual address
     * @param level a level of this architecture
     * @return the first address that this entry or the next covers
     * @throws ArithmeticException when the result leaves the 64-bit space
     */
    default Va alignUp(Va va, PageTableLevel level) {
        return va.alignUp(layout(level).size());
    }

    /**
     * The offset of a virtual address in what an entry of a level covers.
     *
     * @param va virtual address
     * @param level a level of this architecture
     * @return 0 to the covered size - 1
     */
    default long vaOffset(Va va, PageTableLevel level) {
        return va.value() & layout(level).size() - 1;
    }

    /**
     * The index of a virtual address in the table of a level.
     *
     * @param va virtual address
     * @param level a level of this architecture
     * @return 0 to the number of entries - 1
     */
    default int vaIndex(Va va, PageTableLevel level) {
        return layout(level).index(va.value());
    }

    /**
     * Translates an address by a full walk of the page tables.
     *
     * @param memory guest physical memory
     * @param mode the paging mode in force
     * @param va virtual address
     * @param root translation root
     * @return guest physical address
     * @throws dev.vmi4j.core.paging.PageFaultException when the address does not translate
     */
    default Pa translate(PhysicalMemory memory, PagingMode mode, Va va, Pa root) {
        return AddressSpace.of(memory, mode, root).translate(va);
    }

    private LevelLayout layout(PageTableLevel level) {
        return pagingMode().layout(level);
    }
}
