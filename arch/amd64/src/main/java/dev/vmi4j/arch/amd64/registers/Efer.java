package dev.vmi4j.arch.amd64.registers;

/**
 * EFER, MSR C000_0080: long mode and other extensions (Intel SDM Vol. 3A, section 2.2.1; AMD APM Vol. 2, section 3.1.7).
 *
 * @param value the raw value
 */
public record Efer(long value) {
    private static final BitNames NAMES = BitNames.of()
            .and("SCE", 0)
            .and("LME", 8)
            .and("LMA", 10)
            .and("NXE", 11)
            .and("SVME", 12)
            .and("LMSLE", 13)
            .and("FFXSR", 14)
            .and("TCE", 15)
            .and("MCOMMIT", 17)
            .and("INTWB", 18)
            .and("UAIE", 20)
            .and("AIBRSE", 21);

    /**
     * Whether SYSCALL and SYSRET are enabled.
     *
     * @return bit 0, SCE
     */
    public boolean sce() {
        return (value & 1) != 0;
    }

    /**
     * Whether long mode is enabled.
     *
     * @return bit 8, LME
     */
    public boolean lme() {
        return (value >>> 8 & 1) != 0;
    }

    /**
     * Whether long mode is active: enabled, and paging as well.
     *
     * @return bit 10, LMA
     */
    public boolean lma() {
        return (value >>> 10 & 1) != 0;
    }

    /**
     * Whether bit 63 of a page table entry forbids execution.
     *
     * @return bit 11, NXE
     */
    public boolean nxe() {
        return (value >>> 11 & 1) != 0;
    }

    /**
     * Whether SVM is enabled (AMD).
     *
     * @return bit 12, SVME
     */
    public boolean svme() {
        return (value >>> 12 & 1) != 0;
    }

    /**
     * Whether segment limits hold in long mode (AMD).
     *
     * @return bit 13, LMSLE
     */
    public boolean lmsle() {
        return (value >>> 13 & 1) != 0;
    }

    /**
     * Whether FXSAVE leaves out the SSE registers in the kernel (AMD).
     *
     * @return bit 14, FFXSR
     */
    public boolean ffxsr() {
        return (value >>> 14 & 1) != 0;
    }

    /**
     * Whether INVLPG keeps unrelated upper-level entries (AMD).
     *
     * @return bit 15, TCE
     */
    public boolean tce() {
        return (value >>> 15 & 1) != 0;
    }

    /**
     * Whether MCOMMIT is enabled (AMD).
     *
     * @return bit 17, MCOMMIT
     */
    public boolean mcommit() {
        return (value >>> 17 & 1) != 0;
    }

    /**
     * Whether WBINVD can be interrupted (AMD).
     *
     * @return bit 18, INTWB
     */
    public boolean intwb() {
        return (value >>> 18 & 1) != 0;
    }

    /**
     * Whether the upper address bits are ignored (AMD).
     *
     * @return bit 20, UAIE
     */
    public boolean uaie() {
        return (value >>> 20 & 1) != 0;
    }

    /**
     * Whether indirect branches are restricted automatically (AMD).
     *
     * @return bit 21, AIBRSE
     */
    public boolean aibrse() {
        return (value >>> 21 & 1) != 0;
    }

    /** The value in hexadecimal and the names of the bits that are set. */
    @Override
    public String toString() {
        return NAMES.describe(value);
    }
}
