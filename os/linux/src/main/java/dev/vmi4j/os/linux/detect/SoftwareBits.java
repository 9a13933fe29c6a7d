package dev.vmi4j.os.linux.detect;

/**
 * The bits of page table entries that Linux gives a meaning of its own.
 *
 * @param special marks a page that is not counted ({@code pte_special})
 * @param inaccessible marks a page in memory that the process may not touch ({@code PROT_NONE}), in an entry that is not
 *     present
 * @param inverted the bits that are turned round in the entry of such a page: x86 turns all, lest the CPU follow it ahead
 *     of time ({@code arch/x86/include/asm/pgtable-invert.h})
 * @param swapTypeShift where the number of the swap file lies in the entry of a page that is in swap space
 * @param swapTypeBits how many bits it has
 */
public record SoftwareBits(long special, long inaccessible, long inverted, int swapTypeShift, int swapTypeBits) {
    /**
     * Whether a page that is present is not counted.
     *
     * @param entry the raw entry
     * @return true when it is special
     */
    public boolean isSpecial(long entry) {
        return (entry & special) != 0;
    }

    /**
     * Whether an entry that is not present stands for a page in memory.
     *
     * @param entry the raw entry
     * @return true when the process may not touch the page
     */
    public boolean isInaccessible(long entry) {
        return (entry & inaccessible) != 0;
    }

    /**
     * The entry of an inaccessible page with its address readable.
     *
     * @param entry the raw entry
     * @return the entry with what was turned round turned back
     */
    public long withAddress(long entry) {
        return entry ^ inverted;
    }

    /**
     * Whether an entry that is not present stands for a page in swap space.
     *
     * @param entry the raw entry, not 0
     * @param swapFiles the number of swap files
     * @return true when it names one of them
     */
    public boolean isSwapped(long entry, long swapFiles) {
        return Long.compareUnsigned(entry >>> swapTypeShift & -1L >>> Long.SIZE - swapTypeBits, swapFiles) < 0;
    }
}
