package dev.vmi4j.os.linux.kernel.memory;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.LevelLayout;
import dev.vmi4j.core.paging.WalkLimitException;
import dev.vmi4j.os.linux.detect.LinuxPlatform;
import dev.vmi4j.os.linux.detect.SoftwareBits;
import dev.vmi4j.os.linux.kernel.Kernel;
import java.util.List;
import java.util.OptionalLong;

/**
 * Goes through the page table entries of a range of a process, absent ones too, with what Linux itself writes into them.
 * More tables than the guest has pages are a sign that they lead in a circle.
 */
abstract class RegionWalk {
    /**
     * Swap entries of a type below this one name a swap file in every configuration, {@code MAX_SWAPFILES} of {@code
     * linux/swap.h} with all that is taken from it. Of kernels that do not list {@code nr_swapfiles}.
     */
    private static final int SWAP_FILES_AT_LEAST = 23;

    final Kernel kernel;
    final AddressSpace space;
    final SoftwareBits bits;
    private final List<LevelLayout> levels;
    private final long swapFiles;
    private final long limit;
    private long tables;

    RegionWalk(Kernel kernel, AddressSpace space) {
        this.kernel = kernel;
        this.space = space;
        this.levels = space.mode().levels();
        this.bits = softwareBits(kernel);
        this.limit = (space.physicalMemory().size() >>> space.mode().pageShift()) + levels.size();
        this.swapFiles = variable("nr_swapfiles", Integer.BYTES, SWAP_FILES_AT_LEAST);
    }

    private static SoftwareBits softwareBits(Kernel kernel) {
        return LinuxPlatform.of(kernel.core().architecture())
                .flatMap(platform -> platform.softwareBits(kernel))
                .orElseThrow(() -> new VmiException("what Linux puts into the page tables of "
                        + kernel.core().architecture().name() + " in "
                        + kernel.memory().mode()
                        + " paging is not known here, so pages cannot be told"));
    }

    /** An entry that leads to no further table, and the part of the range that it stands for, both ends included. */
    abstract void entry(LevelLayout level, long entry, long from, long to);

    /** An entry that cannot be read. */
    abstract void unreadable(VmiException cause, long from, long to);

    /** Goes through the entries of a range, both ends included. */
    final void walk(long first, long last) {
        table(0, space.root().value(), first, last);
    }

    /** Whether an entry says where in swap space its page is. */
    final boolean isSwapped(LevelLayout level, long entry) {
        return entry != 0 && level.shift() == space.mode().pageShift() && bits.isSwapped(entry, swapFiles);
    }

    final long variable(String name, int size, long otherwise) {
        OptionalLong address = kernel.symbols().address(name);
        return address.isPresent() ? kernel.memory().readUnsigned(address.getAsLong(), size) : otherwise;
    }

    private void table(int depth, long table, long first, long last) {
        if (++tables > limit) {
            throw new WalkLimitException(space.root(), limit);
        }
        LevelLayout level = levels.get(depth);
        for (int index = level.index(first); index <= level.index(last); index++) {
            long from = index == level.index(first)
                    ? first
                    : first & -(level.size() << level.indexBits()) | (long) index << level.shift();
            long to = index == level.index(last) ? last : from | level.size() - 1;
            slot(depth, table + (long) index * space.mode().entrySize(), from, to);
        }
    }

    private void slot(int depth, long address, long from, long to) {
        LevelLayout level = levels.get(depth);
        long entry;
        try {
            entry = space.physicalMemory().readUnsigned(address, space.mode().entrySize());
        } catch (VmiException e) {
            unreadable(e, from, to);
            return;
        }
        if (level.isPresent(entry) && !level.isLeaf(entry)) {
            table(depth + 1, level.tableAddress(entry), from, to);
        } else {
            entry(level, entry, from, to);
        }
    }
}
