package dev.vmi4j.os.linux.kernel.memory;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.LevelLayout;
import dev.vmi4j.os.linux.kernel.Kernel;

/**
 * Counts the pages of a range as {@code smaps} does: those present in the page tables but for the ones marked special
 * (the zero page and what a driver put there), and those whose entry says where in swap space they are.
 */
final class PageCount extends RegionWalk {
    private final long hugeZero;
    private long resident;
    private long swapped;

    PageCount(Kernel kernel, AddressSpace space) {
        super(kernel, space);
        this.hugeZero =
                variable("huge_zero_pfn", Long.BYTES, -1) << space.mode().pageShift();
    }

    ResidentPages count(long start, long end) {
        if (Long.compareUnsigned(start, end) >= 0
                || !space.mode().canonical().accepts(start)
                || !space.mode().canonical().accepts(end - 1)) {
            throw new VmiException(
                    "the region from " + Addresses.hex(start) + " to " + Addresses.hex(end) + " is damaged");
        }
        walk(start, end - 1);
        return new ResidentPages(resident, swapped);
    }

    @Override
    void entry(LevelLayout level, long entry, long from, long to) {
        if (level.isPresent(entry) || bits.isInaccessible(entry)) {
            if (!bits.isSpecial(entry) && !isHugeZero(level, entry)) {
                resident += to - from + 1;
            }
        } else if (isSwapped(level, entry)) {
            swapped += level.size();
        }
    }

    /** A count that leaves out what it cannot see would be wrong. */
    @Override
    void unreadable(VmiException cause, long from, long to) {
        throw cause;
    }

    private boolean isHugeZero(LevelLayout level, long entry) {
        return level.size() > 1L << space.mode().pageShift() && level.leafAddress(entry) == hugeZero;
    }
}
