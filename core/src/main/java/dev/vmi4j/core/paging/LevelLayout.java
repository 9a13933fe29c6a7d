package dev.vmi4j.core.paging;

/**
 * How one level of a paging mode is laid out: which bits of the virtual address index it and what the bits of its
 * entries mean. All address bits of an entry are given as masks, so the walk needs no rule of any architecture.
 *
 * @param level the architecture's name for it
 * @param shift the lowest bit of the virtual address that indexes this level; a leaf here maps {@code 1 << shift} bytes
 * @param indexBits the number of index bits: a table has {@code 1 << indexBits} entries
 * @param present the bits that must all be set in a present entry
 * @param reserved bits that must be clear in every present entry
 * @param leafTest bits of which at least one, after the exclusive or with {@code leafInvert}, makes an entry a leaf; 0
 *     when this level has no leaves, the present bits when it has nothing else
 * @param leafInvert bits that are inverted before {@code leafTest}
 * @param leafReserved further bits that must be clear in a leaf
 * @param table where the address of the next table lies in an entry
 * @param leaf where the address of the page lies in a leaf
 * @param tableHigh bits of an entry that become high bits of the next table's address, shifted left by
 *     {@code highShift}; 0 for none
 * @param leafHigh the same for the address of the page
 * @param highShift the distance in bits for {@code tableHigh} and {@code leafHigh}
 */
public record LevelLayout(
        PageTableLevel level,
        int shift,
        int indexBits,
        long present,
        long reserved,
        long leafTest,
        long leafInvert,
        long leafReserved,
        long table,
        long leaf,
        long tableHigh,
        long leafHigh,
        int highShift) {
    /** Checks the geometry. */
    public LevelLayout {
        if (shift < 1 || indexBits < 1 || shift + indexBits > 64 || indexBits > 20) {
            throw new IllegalArgumentException("level " + level.name() + ": bits " + shift + "+" + indexBits);
        }
        if (present == 0) {
            throw new IllegalArgumentException("level " + level.name() + " has no present bit");
        }
    }

    /**
     * The number of entries of a table.
     *
     * @return a power of two
     */
    public int entries() {
        return 1 << indexBits;
    }

    /**
     * The size of what one entry covers.
     *
     * @return in bytes, a power of two
     */
    public long size() {
        return 1L << shift;
    }

    /**
     * The index of an address in this level's table.
     *
     * @param va virtual address
     * @return 0 to {@code entries() - 1}
     */
    public int index(long va) {
        return (int) (va >>> shift) & (entries() - 1);
    }

    /**
     * Whether an entry is present.
     *
     * @param entry the raw entry
     * @return true when its present bits are set
     */
    public boolean isPresent(long entry) {
        return (entry & present) == present;
    }

    /**
     * Whether a present entry maps a page rather than leading to a table.
     *
     * @param entry the raw entry
     * @return true for a leaf
     */
    public boolean isLeaf(long entry) {
        return ((entry ^ leafInvert) & leafTest) != 0;
    }

    /**
     * The reserved bits that a present entry has set against the rules.
     *
     * @param entry the raw entry
     * @return 0 when the entry is well-formed
     */
    public long violations(long entry) {
        return entry & (isLeaf(entry) ? reserved | leafReserved : reserved);
    }

    /**
     * The address of the next table.
     *
     * @param entry a raw entry that is no leaf
     * @return guest physical address
     */
    public long tableAddress(long entry) {
        return entry & table | (entry & tableHigh) << highShift;
    }

    /**
     * The address of the page that a leaf maps.
     *
     * @param entry a raw leaf
     * @return guest physical address, aligned to {@link #size}
     */
    public long leafAddress(long entry) {
        return entry & leaf | (entry & leafHigh) << highShift;
    }
}
