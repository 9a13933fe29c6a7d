package dev.vmi4j.arch.aarch64;

import dev.vmi4j.core.paging.PageTableLevel;

/**
 * The levels of AArch64's translation tables, from the root down; which bits of an address a level indexes depends on the
 * granule (Arm ARM, D8.2).
 */
public enum Aarch64PageTableLevel implements PageTableLevel {
    /** Level -1: 4K granule with addresses of more than 48 bits alone. */
    LEVEL_MINUS_1,
    /** Level 0: 4K and 16K granules; blocks of 512 GiB with 4K and 52-bit descriptors. */
    LEVEL_0,
    /** Level 1: blocks of 1 GiB with 4K; of 64 GiB with 16K and 4 TiB with 64K where output addresses have 52 bits. */
    LEVEL_1,
    /** Level 2: blocks of 2 MiB with 4K, 32 MiB with 16K, 512 MiB with 64K. */
    LEVEL_2,
    /** Level 3: pages. */
    LEVEL_3
}
