package dev.vmi4j.arch.aarch64.registers;

/**
 * TCR2_EL1: further controls of translation (FEAT_TCR2; Arm ARM, D24.2).
 *
 * @param value the raw value
 */
public record Tcr2(long value) {
    private static final BitNames NAMES = BitNames.of()
            .and("PnCH", 0)
            .and("PIE", 1)
            .and("E0POE", 2)
            .and("POE", 3)
            .and("AIE", 4)
            .and("D128", 5)
            .and("PTTWI", 10)
            .and("HAFT", 11)
            .and("DisCH0", 14)
            .and("DisCH1", 15);

    /**
     * Whether the protected attribute takes the place of the contiguous bit.
     *
     * @return bit 0, PnCH
     */
    public boolean pnch() {
        return (value & 1) != 0;
    }

    /**
     * Whether permissions are indirect (FEAT_S1PIE).
     *
     * @return bit 1, PIE
     */
    public boolean pie() {
        return (value >>> 1 & 1) != 0;
    }

    /**
     * Whether permission overlays hold for EL0 (FEAT_S1POE).
     *
     * @return bit 2, E0POE
     */
    public boolean e0poe() {
        return (value >>> 2 & 1) != 0;
    }

    /**
     * Whether permission overlays hold for EL1 (FEAT_S1POE).
     *
     * @return bit 3, POE
     */
    public boolean poe() {
        return (value >>> 3 & 1) != 0;
    }

    /**
     * Whether memory attributes have an extended index (FEAT_AIE).
     *
     * @return bit 4, AIE
     */
    public boolean aie() {
        return (value >>> 4 & 1) != 0;
    }

    /**
     * Whether descriptors have 128 bits (FEAT_D128).
     *
     * @return bit 5, D128
     */
    public boolean d128() {
        return (value >>> 5 & 1) != 0;
    }

    /**
     * Whether writes of page table walks are incoherent.
     *
     * @return bit 10, PTTWI
     */
    public boolean pttwi() {
        return (value >>> 10 & 1) != 0;
    }

    /**
     * Whether hardware sets the access flag of table descriptors (FEAT_HAFT).
     *
     * @return bit 11, HAFT
     */
    public boolean haft() {
        return (value >>> 11 & 1) != 0;
    }

    /**
     * Whether the contiguous bit of TTBR0 is disabled.
     *
     * @return bit 14, DisCH0
     */
    public boolean disch0() {
        return (value >>> 14 & 1) != 0;
    }

    /**
     * Whether the contiguous bit of TTBR1 is disabled.
     *
     * @return bit 15, DisCH1
     */
    public boolean disch1() {
        return (value >>> 15 & 1) != 0;
    }

    /** The value in hexadecimal and the names of what is set. */
    @Override
    public String toString() {
        return NAMES.describe(value);
    }
}
