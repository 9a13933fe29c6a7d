package dev.vmi4j.os.linux.kernel.memory;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.LevelLayout;
import dev.vmi4j.core.paging.WalkLimitException;
import dev.vmi4j.os.linux.kernel.Kernel;
import java.util.List;
import java.util.OptionalLong;

/**
 * Counts the pages of a range as {@code smaps} does: those present in the page tables but for the ones marked special
 * (the zero page and what a driver put there), and those whose entry says where in swap space they are. More tables than
 * the guest has pages are a sign that they lead in a circle.
 */
final class PageCount {
    private final Kernel kernel;
    private final AddressSpace space;
    private final List<LevelLayout> levels;
    private final SoftwareBits bits;
    private final long swapFiles;
    private final long hugeZero;
    private final long limit;
    private long tables;
    private long resident;
    private long swapped;

    PageCount(Kernel kernel, AddressSpace space) {
        this.kernel = kernel;
        this.space = space;
        this.levels = space.mode().levels();
        this.bits = SoftwareBits.of(kernel);
        this.limit = (space.physicalMemory().size() >>> space.mode().pageShift()) + levels.size();
        this.swapFiles = variable("nr_swapfiles", 4, 0);
        this.hugeZero = variable("huge_zero_pfn", 8, -1) << space.mode().pageShift();
    }

    ResidentPages count(long start, long end) {
        if (Long.compareUnsigned(start, end) >= 0
                || !space.mode().canonical().accepts(start)
                || !space.mode().canonical().accepts(end - 1)) {
            throw new VmiException(
                    "the region from " + Addresses.hex(start) + " to " + Addresses.hex(end) + " is damaged");
        }
        table(0, space.root().value(), start, end - 1);
        return new ResidentPages(resident, swapped);
    }

    private void table(int depth, long table, long first, long last) {
        if (++tables > limit) {
            throw new WalkLimitException(space.root(), limit);
        }
        LevelLayout level = levels.get(depth);
        for (int index = level.index(first); index <= level.index(last); index++) {
            long from = index == level.index(first)
                    ? first
                    : first & -level.size() & -tableSize(level) | (long) index << level.shift();
            long to = index == level.index(last) ? last : from | level.size() - 1;
            entry(depth, level, readEntry(table, index), from, to);
        }
    }

    private void entry(int depth, LevelLayout level, long entry, long from, long to) {
        if (level.isPresent(entry) && !level.isLeaf(entry)) {
            table(depth + 1, level.tableAddress(entry), from, to);
        } else if (level.isPresent(entry) || bits.isInaccessible(entry)) {
            if (!bits.isSpecial(entry) && !isHugeZero(level, entry)) {
                resident += to - from + 1;
            }
        } else if (entry != 0 && depth == levels.size() - 1 && bits.isSwapped(entry, swapFiles)) {
            swapped += level.size();
        }
    }

    private boolean isHugeZero(LevelLayout level, long entry) {
        return level.size() > 1L << space.mode().pageShift() && level.leafAddress(entry) == hugeZero;
    }

    private long readEntry(long table, int index) {
        int size = space.mode().entrySize();
        return space.physicalMemory().readUnsigned(table + (long) index * size, size);
    }

    private static long tableSize(LevelLayout level) {
        return level.size() << level.indexBits();
    }

    private long variable(String name, int size, long otherwise) {
        OptionalLong address = kernel.symbols().address(name);
        return address.isPresent() ? kernel.memory().readUnsigned(address.getAsLong(), size) : otherwise;
    }
}
