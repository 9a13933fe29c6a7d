package dev.vmi4j.arch.amd64.registers;

/**
 * CR4: extensions of the architecture that are enabled (Intel SDM Vol. 3A, section 2.5; AMD APM Vol. 2, section 3.1.3).
 *
 * @param value the raw value
 */
public record Cr4(long value) {
    private static final BitNames NAMES = BitNames.of()
            .and("VME", 0)
            .and("PVI", 1)
            .and("TSD", 2)
            .and("DE", 3)
            .and("PSE", 4)
            .and("PAE", 5)
            .and("MCE", 6)
            .and("PGE", 7)
            .and("PCE", 8)
            .and("OSFXSR", 9)
            .and("OSXMMEXCPT", 10)
            .and("UMIP", 11)
            .and("LA57", 12)
            .and("VMXE", 13)
            .and("SMXE", 14)
            .and("FSGSBASE", 16)
            .and("PCIDE", 17)
            .and("OSXSAVE", 18)
            .and("KL", 19)
            .and("SMEP", 20)
            .and("SMAP", 21)
            .and("PKE", 22)
            .and("CET", 23)
            .and("PKS", 24)
            .and("UINTR", 25)
            .and("LASS", 27)
            .and("LAM_SUP", 28)
            .and("FRED", 32);

    /**
     * Whether virtual-8086 mode has its extensions.
     *
     * @return bit 0, VME
     */
    public boolean vme() {
        return (value & 1) != 0;
    }

    /**
     * Whether protected mode has virtual interrupts.
     *
     * @return bit 1, PVI
     */
    public boolean pvi() {
        return (value >>> 1 & 1) != 0;
    }

    /**
     * Whether RDTSC is for the supervisor alone.
     *
     * @return bit 2, TSD
     */
    public boolean tsd() {
        return (value >>> 2 & 1) != 0;
    }

    /**
     * Whether debug registers can break on port I/O.
     *
     * @return bit 3, DE
     */
    public boolean de() {
        return (value >>> 3 & 1) != 0;
    }

    /**
     * Whether 32-bit paging has pages of 4 MiB.
     *
     * @return bit 4, PSE
     */
    public boolean pse() {
        return (value >>> 4 & 1) != 0;
    }

    /**
     * Whether page table entries have 64 bits.
     *
     * @return bit 5, PAE
     */
    public boolean pae() {
        return (value >>> 5 & 1) != 0;
    }

    /**
     * Whether machine checks are reported.
     *
     * @return bit 6, MCE
     */
    public boolean mce() {
        return (value >>> 6 & 1) != 0;
    }

    /**
     * Whether pages can be global.
     *
     * @return bit 7, PGE
     */
    public boolean pge() {
        return (value >>> 7 & 1) != 0;
    }

    /**
     * Whether user mode may read performance counters.
     *
     * @return bit 8, PCE
     */
    public boolean pce() {
        return (value >>> 8 & 1) != 0;
    }

    /**
     * Whether the system saves SSE state with FXSAVE.
     *
     * @return bit 9, OSFXSR
     */
    public boolean osfxsr() {
        return (value >>> 9 & 1) != 0;
    }

    /**
     * Whether SSE errors are reported as #XM.
     *
     * @return bit 10, OSXMMEXCPT
     */
    public boolean osxmmexcpt() {
        return (value >>> 10 & 1) != 0;
    }

    /**
     * Whether SGDT, SIDT, SLDT, SMSW and STR are for the supervisor alone.
     *
     * @return bit 11, UMIP
     */
    public boolean umip() {
        return (value >>> 11 & 1) != 0;
    }

    /**
     * Whether long mode has 5-level paging.
     *
     * @return bit 12, LA57
     */
    public boolean la57() {
        return (value >>> 12 & 1) != 0;
    }

    /**
     * Whether VMX is enabled.
     *
     * @return bit 13, VMXE
     */
    public boolean vmxe() {
        return (value >>> 13 & 1) != 0;
    }

    /**
     * Whether SMX is enabled.
     *
     * @return bit 14, SMXE
     */
    public boolean smxe() {
        return (value >>> 14 & 1) != 0;
    }

    /**
     * Whether user mode may set the FS and GS base.
     *
     * @return bit 16, FSGSBASE
     */
    public boolean fsgsbase() {
        return (value >>> 16 & 1) != 0;
    }

    /**
     * Whether CR3 holds a process-context identifier.
     *
     * @return bit 17, PCIDE
     */
    public boolean pcide() {
        return (value >>> 17 & 1) != 0;
    }

    /**
     * Whether the system uses XSAVE and XCR0.
     *
     * @return bit 18, OSXSAVE
     */
    public boolean osxsave() {
        return (value >>> 18 & 1) != 0;
    }

    /**
     * Whether key locker is enabled.
     *
     * @return bit 19, KL
     */
    public boolean kl() {
        return (value >>> 19 & 1) != 0;
    }

    /**
     * Whether the supervisor must not execute user pages.
     *
     * @return bit 20, SMEP
     */
    public boolean smep() {
        return (value >>> 20 & 1) != 0;
    }

    /**
     * Whether the supervisor must not access user pages.
     *
     * @return bit 21, SMAP
     */
    public boolean smap() {
        return (value >>> 21 & 1) != 0;
    }

    /**
     * Whether user pages have protection keys.
     *
     * @return bit 22, PKE
     */
    public boolean pke() {
        return (value >>> 22 & 1) != 0;
    }

    /**
     * Whether control-flow enforcement is enabled.
     *
     * @return bit 23, CET
     */
    public boolean cet() {
        return (value >>> 23 & 1) != 0;
    }

    /**
     * Whether supervisor pages have protection keys.
     *
     * @return bit 24, PKS
     */
    public boolean pks() {
        return (value >>> 24 & 1) != 0;
    }

    /**
     * Whether user interrupts are enabled.
     *
     * @return bit 25, UINTR
     */
    public boolean uintr() {
        return (value >>> 25 & 1) != 0;
    }

    /**
     * Whether linear address spaces are separated by bit 63.
     *
     * @return bit 27, LASS
     */
    public boolean lass() {
        return (value >>> 27 & 1) != 0;
    }

    /**
     * Whether supervisor pointers may carry metadata.
     *
     * @return bit 28, LAM_SUP
     */
    public boolean lamSup() {
        return (value >>> 28 & 1) != 0;
    }

    /**
     * Whether flexible return and event delivery is enabled.
     *
     * @return bit 32, FRED
     */
    public boolean fred() {
        return (value >>> 32 & 1) != 0;
    }

    /** The value in hexadecimal and the names of the bits that are set. */
    @Override
    public String toString() {
        return NAMES.describe(value);
    }
}
