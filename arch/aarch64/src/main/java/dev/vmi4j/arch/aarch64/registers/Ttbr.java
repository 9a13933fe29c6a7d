package dev.vmi4j.arch.aarch64.registers;

/**
 * TTBR0_EL1 or TTBR1_EL1: the root of the translation tables of a half (Arm ARM, D24.2).
 *
 * @param value the raw value
 */
public record Ttbr(long value) {
    private static final BitNames NAMES = BitNames.of().and("CnP", 0).and("ASID", 48, 16);

    /**
     * Whether other CPUs with this value share the translations.
     *
     * @return bit 0, CnP
     */
    public boolean cnp() {
        return (value & 1) != 0;
    }

    /**
     * The address space identifier.
     *
     * @return bits 63 to 48, ASID
     */
    public int asid() {
        return (int) (value >>> 48 & 0xffffL);
    }

    /** The value in hexadecimal and the names of what is set. */
    @Override
    public String toString() {
        return NAMES.describe(value);
    }
}
