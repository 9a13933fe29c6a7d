package dev.vmi4j.arch.aarch64.registers;

/**
 * DBGBCR_EL1: a hardware breakpoint (Arm ARM, D24.3).
 *
 * @param value the raw value
 */
public record BreakpointControl(long value) {
    private static final BitNames NAMES = BitNames.of()
            .and("E", 0)
            .and("PMC", 1, 2)
            .and("BAS", 5, 4)
            .and("HMC", 13)
            .and("SSC", 14, 2)
            .and("LBN", 16, 4)
            .and("BT", 20, 4);

    /**
     * Whether it is enabled.
     *
     * @return bit 0, E
     */
    public boolean e() {
        return (value & 1) != 0;
    }

    /**
     * At which exception levels it holds.
     *
     * @return bits 2 to 1, PMC
     */
    public int pmc() {
        return (int) (value >>> 1 & 0x3L);
    }

    /**
     * Which bytes of the address it holds for.
     *
     * @return bits 8 to 5, BAS
     */
    public int bas() {
        return (int) (value >>> 5 & 0xfL);
    }

    /**
     * Whether it holds at higher exception levels.
     *
     * @return bit 13, HMC
     */
    public boolean hmc() {
        return (value >>> 13 & 1) != 0;
    }

    /**
     * In which security state it holds.
     *
     * @return bits 15 to 14, SSC
     */
    public int ssc() {
        return (int) (value >>> 14 & 0x3L);
    }

    /**
     * The breakpoint it is linked with.
     *
     * @return bits 19 to 16, LBN
     */
    public int lbn() {
        return (int) (value >>> 16 & 0xfL);
    }

    /**
     * Its kind: 0 for an address, 2 for a context.
     *
     * @return bits 23 to 20, BT
     */
    public int bt() {
        return (int) (value >>> 20 & 0xfL);
    }

    /** The value in hexadecimal and the names of what is set. */
    @Override
    public String toString() {
        return NAMES.describe(value);
    }
}
