package dev.vmi4j.arch.amd64.paging;

import dev.vmi4j.arch.amd64.registers.Cr0;
import dev.vmi4j.arch.amd64.registers.Cr4;
import dev.vmi4j.arch.amd64.registers.Efer;

/** The kinds of paging that control registers choose between (Intel SDM Vol. 3A, section 4.1.1). */
public enum Amd64PagingKind {
    /** CR0.PG is clear: linear addresses of 32 bits are physical ones. */
    NONE,
    /** 32-bit paging without CR4.PSE: pages of 4 KiB. */
    LEGACY_NO_PSE,
    /** 32-bit paging with CR4.PSE: pages of 4 KiB and 4 MiB, the latter of up to 40 physical bits (PSE-36). */
    LEGACY,
    /** CR4.PAE without long mode: pages of 4 KiB and 2 MiB. */
    PAE,
    /** Long mode: pages of 4 KiB, 2 MiB and 1 GiB, 48 bits of address. */
    FOUR_LEVEL,
    /** Long mode with CR4.LA57: pages of 4 KiB, 2 MiB and 1 GiB, 57 bits of address. */
    FIVE_LEVEL;

    /**
     * The kind that registers put in force.
     *
     * @param cr0 CR0
     * @param cr4 CR4
     * @param longMode whether long mode is active (EFER.LMA)
     * @return the kind
     */
    public static Amd64PagingKind of(Cr0 cr0, Cr4 cr4, boolean longMode) {
        if (!cr0.pg()) {
            return NONE;
        }
        if (!cr4.pae()) {
            return cr4.pse() ? LEGACY : LEGACY_NO_PSE;
        }
        if (!longMode) {
            return PAE;
        }
        return cr4.la57() ? FIVE_LEVEL : FOUR_LEVEL;
    }

    /**
     * The kind that registers put in force.
     *
     * @param cr0 CR0
     * @param cr4 CR4
     * @param efer EFER, whose LMA or LME says whether long mode is active
     * @return the kind
     */
    public static Amd64PagingKind of(Cr0 cr0, Cr4 cr4, Efer efer) {
        return of(cr0, cr4, efer.lma() || efer.lme());
    }
}
