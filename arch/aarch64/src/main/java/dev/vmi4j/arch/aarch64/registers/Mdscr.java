package dev.vmi4j.arch.aarch64.registers;

/**
 * MDSCR_EL1: control of the debug state (Arm ARM, D24.3).
 *
 * @param value the raw value
 */
public record Mdscr(long value) {
    private static final BitNames NAMES =
            BitNames.of().and("SS", 0).and("TDCC", 12).and("KDE", 13).and("MDE", 15);

    /**
     * Whether single stepping is on.
     *
     * @return bit 0, SS
     */
    public boolean ss() {
        return (value & 1) != 0;
    }

    /**
     * Whether EL0 may not use the debug communication channel.
     *
     * @return bit 12, TDCC
     */
    public boolean tdcc() {
        return (value >>> 12 & 1) != 0;
    }

    /**
     * Whether debug exceptions are taken from the kernel too.
     *
     * @return bit 13, KDE
     */
    public boolean kde() {
        return (value >>> 13 & 1) != 0;
    }

    /**
     * Whether breakpoints and watchpoints are on.
     *
     * @return bit 15, MDE
     */
    public boolean mde() {
        return (value >>> 15 & 1) != 0;
    }

    /** The value in hexadecimal and the names of what is set. */
    @Override
    public String toString() {
        return NAMES.describe(value);
    }
}
