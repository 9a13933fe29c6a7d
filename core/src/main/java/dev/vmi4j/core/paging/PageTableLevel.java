package dev.vmi4j.core.paging;

/**
 * A level of an architecture's paging structure, for example AMD64's PML4 or AArch64's level 1. Implemented by an enum
 * of each architecture.
 */
public interface PageTableLevel {
    /**
     * The architecture's own name of the level.
     *
     * @return for example {@code PML4}
     */
    String name();
}
