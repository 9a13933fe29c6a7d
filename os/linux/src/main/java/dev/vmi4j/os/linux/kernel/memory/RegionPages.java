package dev.vmi4j.os.linux.kernel.memory;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.os.ProcessCore.Place;
import dev.vmi4j.core.os.ProcessCore.Visitor;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.LevelLayout;
import dev.vmi4j.os.linux.kernel.Kernel;

/** Tells where the pages of a range of a process's memory are, by its page tables, whole subtrees at once. Used once. */
final class RegionPages extends RegionWalk {
    private final Visitor visitor;

    /** What no page table tells is left to the visitor as {@link Place#UNTOUCHED}. */
    RegionPages(Kernel kernel, AddressSpace space, Visitor visitor) {
        super(kernel, space);
        this.visitor = visitor;
    }

    void visit(long start, long end) {
        walk(start, end - 1);
    }

    @Override
    void entry(LevelLayout level, long entry, long from, long to) {
        if (level.isPresent(entry)) {
            page(level, entry, from, to);
        } else if (bits.isInaccessible(entry)) {
            page(level, bits.withAddress(entry), from, to);
        } else {
            visitor.piece(isSwapped(level, entry) ? Place.SWAP : Place.UNTOUCHED, from, to - from + 1, 0);
        }
    }

    @Override
    void unreadable(VmiException cause, long from, long to) {
        visitor.piece(Place.UNKNOWN, from, to - from + 1, 0);
    }

    private void page(LevelLayout level, long entry, long from, long to) {
        visitor.piece(Place.MEMORY, from, to - from + 1, level.leafAddress(entry) + (from & level.size() - 1));
    }
}
