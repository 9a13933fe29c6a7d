package dev.vmi4j.arch.amd64;

import dev.vmi4j.core.paging.PageTableLevel;

/** The levels of AMD64's paging structure, from the root down (Intel SDM Vol. 3A, chapter 4; AMD APM Vol. 2, chapter 5). */
public enum Amd64PageTableLevel implements PageTableLevel {
    /** Page map level 5: bits 48 to 56 of the address; 5-level paging only. */
    PML5,
    /** Page map level 4: bits 39 to 47 of the address. */
    PML4,
    /** Page directory pointer table: bits 30 to 38 of the address, bits 30 and 31 under PAE; leaves of 1 GiB. */
    PDPT,
    /** Page directory: bits 21 to 29 and leaves of 2 MiB; in legacy 32-bit paging bits 22 to 31 and leaves of 4 MiB. */
    PD,
    /** Page table: bits 12 to 20 of the address, in legacy 32-bit paging bits 12 to 21; leaves of 4 KiB. */
    PT
}
