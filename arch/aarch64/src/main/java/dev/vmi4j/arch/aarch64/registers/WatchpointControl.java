package dev.vmi4j.arch.aarch64.registers;

/**
 * DBGWCR_EL1: a hardware watchpoint (Arm ARM, D24.3).
 *
 * @param value the raw value
 */
public record WatchpointControl(long value) {
    private static final BitNames NAMES = BitNames.of()
            .and("E", 0)
            .and("PAC", 1, 2)
            .and("LSC", 3, 2)
            .and("BAS", 5, 8)
            .and("HMC", 13)
            .and("SSC", 14, 2)
            .and("LBN", 16, 4)
            .and("WT", 20)
            .and("MASK", 24, 5);

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
     * @return bits 2 to 1, PAC
     */
    public int pac() {
        return (int) (value >>> 1 & 0x3L);
    }

    /**
     * Which accesses it holds for: 1 loads, 2 stores, 3 both.
     *
     * @return bits 4 to 3, LSC
     */
    public int lsc() {
        return (int) (value >>> 3 & 0x3L);
    }

    /**
     * Which bytes of the doubleword it holds for.
     *
     * @return bits 12 to 5, BAS
     */
    public int bas() {
        return (int) (value >>> 5 & 0xffL);
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
     * Whether it is linked.
     *
     * @return bit 20, WT
     */
    public boolean wt() {
        return (value >>> 20 & 1) != 0;
    }

    /**
     * The number of low address bits that are ignored.
     *
     * @return bits 28 to 24, MASK
     */
    public int mask() {
        return (int) (value >>> 24 & 0x1fL);
    }

    /** The value in hexadecimal and the names of what is set. */
    @Override
    public String toString() {
        return NAMES.describe(value);
    }
}
