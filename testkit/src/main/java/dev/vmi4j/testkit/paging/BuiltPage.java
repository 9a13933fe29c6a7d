package dev.vmi4j.testkit.paging;

import dev.vmi4j.core.address.Addresses;

/**
 * A page that a {@link PageTableBuilder} has mapped: the truth that a walk is compared with.
 *
 * @param va first virtual address, canonical
 * @param pa first guest physical address
 * @param size in bytes
 * @param rights what all entries on the way allow together
 * @param marks what the leaf says
 * @param depth the number of tables above the one that holds the leaf
 */
public record BuiltPage(long va, long pa, long size, PageRights rights, PageMarks marks, int depth) {
    /**
     * Whether an address lies in this page.
     *
     * @param address virtual address
     * @return true when it does
     */
    public boolean contains(long address) {
        return Long.compareUnsigned(address - va, size) < 0;
    }

    /**
     * Where an address of this page lies.
     *
     * @param address virtual address of this page
     * @return guest physical address
     */
    public long translate(long address) {
        return pa + (address - va);
    }

    /**
     * The last virtual address.
     *
     * @return inclusive end
     */
    public long last() {
        return va + (size - 1);
    }

    @Override
    public String toString() {
        return Addresses.hex(va) + " -> " + Addresses.hex(pa) + " of " + Addresses.hex(size) + " bytes, " + rights
                + ", " + marks;
    }
}
