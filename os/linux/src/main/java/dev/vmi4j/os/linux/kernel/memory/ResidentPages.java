package dev.vmi4j.os.linux.kernel.memory;

/**
 * What page tables hold of a region.
 *
 * @param resident bytes of pages in memory
 * @param swapped bytes of pages in swap space
 */
public record ResidentPages(long resident, long swapped) {
    /** Nothing. */
    public static final ResidentPages NONE = new ResidentPages(0, 0);
}
