package dev.vmi4j.arch.aarch64.registers;

/**
 * ID_AA64MMFR0_EL1: what the memory model can do (Arm ARM, D24.2).
 *
 * @param value the raw value
 */
public record IdAa64mmfr0(long value) {
    private static final BitNames NAMES = BitNames.of()
            .and("PARange", 0, 4)
            .and("ASIDBits", 4, 4)
            .and("BigEnd", 8, 4)
            .and("SNSMem", 12, 4)
            .and("BigEndEL0", 16, 4)
            .and("TGran16", 20, 4)
            .and("TGran64", 24, 4)
            .and("TGran4", 28, 4)
            .and("TGran16_2", 32, 4)
            .and("TGran64_2", 36, 4)
            .and("TGran4_2", 40, 4)
            .and("ExS", 44, 4)
            .and("FGT", 56, 4)
            .and("ECV", 60, 4);

    /**
     * The width of physical addresses: 32, 36, 40, 42, 44, 48, 52, 56 bits from 0 on.
     *
     * @return bits 3 to 0, PARange
     */
    public int paRange() {
        return (int) (value & 0xfL);
    }

    /**
     * Address space identifiers: 0 for 8 bits, 2 for 16.
     *
     * @return bits 7 to 4, ASIDBits
     */
    public int asidBits() {
        return (int) (value >>> 4 & 0xfL);
    }

    /**
     * Whether endianness can be mixed.
     *
     * @return bits 11 to 8, BigEnd
     */
    public int bigEnd() {
        return (int) (value >>> 8 & 0xfL);
    }

    /**
     * Whether secure memory is distinguished.
     *
     * @return bits 15 to 12, SNSMem
     */
    public int snsMem() {
        return (int) (value >>> 12 & 0xfL);
    }

    /**
     * Whether endianness can be mixed at EL0 alone.
     *
     * @return bits 19 to 16, BigEndEL0
     */
    public int bigEndEl0() {
        return (int) (value >>> 16 & 0xfL);
    }

    /**
     * The 16K granule: 0 without, 1 with, 2 with 52-bit addresses.
     *
     * @return bits 23 to 20, TGran16
     */
    public int tGran16() {
        return (int) (value >>> 20 & 0xfL);
    }

    /**
     * The 64K granule: 0 with, 15 without.
     *
     * @return bits 27 to 24, TGran64
     */
    public int tGran64() {
        return (int) (value >>> 24 & 0xfL);
    }

    /**
     * The 4K granule: 0 with, 1 with 52-bit addresses, 15 without.
     *
     * @return bits 31 to 28, TGran4
     */
    public int tGran4() {
        return (int) (value >>> 28 & 0xfL);
    }

    /**
     * The 16K granule at stage 2.
     *
     * @return bits 35 to 32, TGran16_2
     */
    public int tGran16Stage2() {
        return (int) (value >>> 32 & 0xfL);
    }

    /**
     * The 64K granule at stage 2.
     *
     * @return bits 39 to 36, TGran64_2
     */
    public int tGran64Stage2() {
        return (int) (value >>> 36 & 0xfL);
    }

    /**
     * The 4K granule at stage 2.
     *
     * @return bits 43 to 40, TGran4_2
     */
    public int tGran4Stage2() {
        return (int) (value >>> 40 & 0xfL);
    }

    /**
     * Whether exceptions need not synchronize the context.
     *
     * @return bits 47 to 44, ExS
     */
    public int exs() {
        return (int) (value >>> 44 & 0xfL);
    }

    /**
     * Whether there are fine-grained traps.
     *
     * @return bits 59 to 56, FGT
     */
    public int fgt() {
        return (int) (value >>> 56 & 0xfL);
    }

    /**
     * Whether the counter is virtualized further.
     *
     * @return bits 63 to 60, ECV
     */
    public int ecv() {
        return (int) (value >>> 60 & 0xfL);
    }

    /** The value in hexadecimal and the names of what is set. */
    @Override
    public String toString() {
        return NAMES.describe(value);
    }
}
