package dev.vmi4j.core.paging;

import java.util.List;

/**
 * A {@link LevelLayout} worked out for the walk: what would be computed at every entry is computed once, so that one test
 * decides whether an entry leads on. A record, because the JIT takes the fields of a constant record for constants.
 *
 * @param shift the distance that makes an address an offset into the table, in bytes
 * @param offset the bits of that offset that count
 * @param tableTest the bits of an entry that say whether it leads to a table
 * @param isTable what they are in one that does
 * @param table where the address of the next table lies
 * @param leafTest the bits of any other entry that say whether it is a page
 * @param isLeaf what they are in one that is
 * @param leaf where the address of the page lies
 * @param inPage the bits of the virtual address that are an offset into the page
 * @param tableHigh bits of an entry that become high bits of a table's address
 * @param leafHigh bits of an entry that become high bits of a page's address
 * @param highShift how far up those go
 */
record WalkStep(
        int shift,
        long offset,
        long tableTest,
        long isTable,
        long table,
        long leafTest,
        long isLeaf,
        long leaf,
        long inPage,
        long tableHigh,
        long leafHigh,
        int highShift) {
    /** What no bits are when they are masked by 0. */
    private static final long NEVER = 1;

    /**
     * An entry leads to a table when it is present, has no reserved bit set and is no leaf: bits that must be set or
     * clear. Where one would have to be both, no entry does. A present entry without reserved bits that does not is a
     * leaf.
     */
    private static WalkStep of(LevelLayout level, int entryShift) {
        long set = level.present() | level.leafTest() & level.leafInvert();
        long clear = level.reserved() | level.leafTest() & ~level.leafInvert();
        boolean possible = (set & clear) == 0;
        return new WalkStep(
                level.shift() - entryShift,
                level.entries() - 1L << entryShift,
                possible ? set | clear : 0,
                possible ? set : NEVER,
                level.table(),
                level.present() | level.reserved() | level.leafReserved(),
                level.present(),
                level.leaf(),
                level.size() - 1,
                level.tableHigh(),
                level.leafHigh(),
                level.highShift());
    }

    /** The step below the last level, which no entry passes; of a mode without levels the only one, and its page all. */
    private static WalkStep end(boolean identity) {
        return new WalkStep(0, 0, 0, NEVER, 0, 0, identity ? 0 : NEVER, 0, -1, 0, 0, 0);
    }

    /** The step of a level, counted from the root down; beyond the last level the step that ends every walk. */
    static WalkStep at(List<LevelLayout> levels, int index, int entryShift) {
        return index < levels.size() ? of(levels.get(index), entryShift) : end(levels.isEmpty());
    }

    /** Whether an entry leads to a table of the next level. */
    boolean leadsOn(long entry) {
        return (entry & tableTest) == isTable;
    }

    /** The table that an entry leads to. */
    long tableOf(long entry) {
        return entry & table | (entry & tableHigh) << highShift;
    }

    /** The address in the page of an entry that leads to no table, or -1 when it is no page either. */
    long pageOf(long entry, long va) {
        return (entry & leafTest) == isLeaf ? addressIn(entry, va) : -1;
    }

    /** On its own, as short as the JIT wants a method that it is to inline even where it is seldom called. */
    private long addressIn(long entry, long va) {
        return entry & leaf | (entry & leafHigh) << highShift | va & inPage;
    }
}
