package dev.vmi4j.core.paging;

import java.util.List;

/**
 * A {@link LevelLayout} worked out for the walk: what would be computed at every entry is computed once, so that one test
 * decides whether an entry leads on. A list rather than an array: the walk then has no index to check, and after the last
 * level comes a step that no entry passes, so it has no end to check either.
 */
final class WalkStep {
    /** What no bits are when they are masked by 0. */
    private static final long NEVER = 1;

    /** The distance that makes an address an offset into the table, and the bits of the offset that count. */
    final int shift;

    final long offset;
    /** The bits of an entry that say whether it leads to a table, and what they are in one that does. */
    final long tableTest;

    final long isTable;
    /** Where the address of the next table lies. */
    final long table;

    final WalkStep next;
    /** The bits of any other entry that say whether it is a page, and what they are in one that is. */
    final long leafTest;

    final long isLeaf;
    /** Where the address of the page lies, and the bits of the virtual address that are an offset into it. */
    final long leaf;

    final long inPage;
    /** Bits of an entry that become high address bits, for a table and a page, and how far up they go. */
    final long tableHigh;

    final long leafHigh;
    final int highShift;

    /**
     * An entry leads to a table when it is present, has no reserved bit set and is no leaf: bits that must be set or
     * clear. Where one would have to be both, no entry does. A present entry without reserved bits that does not is a
     * leaf.
     */
    private WalkStep(LevelLayout level, int entryShift, WalkStep next) {
        long set = level.present() | level.leafTest() & level.leafInvert();
        long clear = level.reserved() | level.leafTest() & ~level.leafInvert();
        boolean possible = (set & clear) == 0;
        this.shift = level.shift() - entryShift;
        this.offset = level.entries() - 1L << entryShift;
        this.tableTest = possible ? set | clear : 0;
        this.isTable = possible ? set : NEVER;
        this.table = level.table();
        this.next = next;
        this.leafTest = level.present() | level.reserved() | level.leafReserved();
        this.isLeaf = level.present();
        this.leaf = level.leaf();
        this.inPage = level.size() - 1;
        this.tableHigh = level.tableHigh();
        this.leafHigh = level.leafHigh();
        this.highShift = level.highShift();
    }

    /** A step that ends every walk: in a page that is the whole address space, or in none. */
    private WalkStep(boolean identity) {
        this.shift = 0;
        this.offset = 0;
        this.tableTest = 0;
        this.isTable = NEVER;
        this.table = 0;
        this.next = this;
        this.leafTest = 0;
        this.isLeaf = identity ? 0 : NEVER;
        this.leaf = 0;
        this.inPage = -1;
        this.tableHigh = 0;
        this.leafHigh = 0;
        this.highShift = 0;
    }

    /** The first step of a mode with some levels, from the root down. */
    static WalkStep first(List<LevelLayout> levels, int entryShift) {
        WalkStep step = new WalkStep(levels.isEmpty());
        for (LevelLayout level : levels.reversed()) {
            step = new WalkStep(level, entryShift, step);
        }
        return step;
    }
}
