package dev.vmi4j.testkit.paging;

import java.util.List;
import java.util.OptionalLong;

/**
 * Writes the entries of one kind of page tables. Implemented from the architecture's manual with literal bits: it must
 * not use the paging mode it is to be compared with.
 */
public interface EntryEncoder {
    /**
     * A level of tables.
     *
     * @param shift the lowest bit of a virtual address that indexes its tables
     * @param indexBits the number of those bits
     * @param leaves whether its entries may map pages
     * @param leafBits the number of bits of a guest physical address that a leaf here can hold
     */
    record Level(int shift, int indexBits, boolean leaves, int leafBits) {}

    /**
     * The levels.
     *
     * @return from the root down
     */
    List<Level> levels();

    /**
     * The size of an entry.
     *
     * @return 4 or 8 bytes
     */
    int entrySize();

    /**
     * The number of bits of a guest physical address that leads to a table.
     *
     * @return in bits
     */
    int tableBits();

    /**
     * An entry that leads to a table.
     *
     * @param depth the index of the entry's own level, 0 for the root
     * @param pa guest physical address of the table
     * @param rights what it allows, as {@link #tableRights} answered
     * @return the raw entry
     */
    long table(int depth, long pa, PageRights rights);

    /**
     * An entry that maps a page.
     *
     * @param depth the index of the entry's own level, 0 for the root
     * @param pa guest physical address of the page
     * @param rights what it allows, as {@link #leafRights} answered
     * @param marks what else it says, as {@link #leafMarks} answered
     * @return the raw entry
     */
    long leaf(int depth, long pa, PageRights rights, PageMarks marks);

    /**
     * What an entry that leads to a table can express of the rights wished for.
     *
     * @param depth the index of the entry's own level
     * @param wished any rights
     * @return what the entry will mean
     */
    default PageRights tableRights(int depth, PageRights wished) {
        return wished;
    }

    /**
     * What a leaf can express of the rights wished for.
     *
     * @param wished any rights
     * @return what the leaf will mean
     */
    default PageRights leafRights(PageRights wished) {
        return wished;
    }

    /**
     * What a leaf can express of the marks wished for.
     *
     * @param wished any marks
     * @return what the leaf will mean
     */
    default PageMarks leafMarks(PageMarks wished) {
        return wished;
    }

    /**
     * What a leaf can express of the marks wished for, where that depends on its rights.
     *
     * @param wished any marks
     * @param rights as {@link #leafRights} answered
     * @return what the leaf will mean
     */
    default PageMarks leafMarks(PageMarks wished, PageRights rights) {
        return leafMarks(wished);
    }

    /**
     * The address under which the builder remembers a page: the same for all addresses that the CPU takes for one.
     *
     * @param va any address
     * @return empty when the CPU refuses the address
     */
    OptionalLong canonical(long va);
}
