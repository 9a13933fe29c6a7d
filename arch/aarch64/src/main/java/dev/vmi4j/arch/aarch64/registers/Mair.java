package dev.vmi4j.arch.aarch64.registers;

/**
 * MAIR_EL1: eight memory attributes, to which descriptors point (Arm ARM, D24.2).
 *
 * @param value the raw value
 */
public record Mair(long value) {
    private static final BitNames NAMES = BitNames.of()
            .and("Attr0", 0, 8)
            .and("Attr1", 8, 8)
            .and("Attr2", 16, 8)
            .and("Attr3", 24, 8)
            .and("Attr4", 32, 8)
            .and("Attr5", 40, 8)
            .and("Attr6", 48, 8)
            .and("Attr7", 56, 8);

    /**
     * Attribute 0.
     *
     * @return bits 7 to 0, Attr0
     */
    public int attr0() {
        return (int) (value & 0xffL);
    }

    /**
     * Attribute 1.
     *
     * @return bits 15 to 8, Attr1
     */
    public int attr1() {
        return (int) (value >>> 8 & 0xffL);
    }

    /**
     * Attribute 2.
     *
     * @return bits 23 to 16, Attr2
     */
    public int attr2() {
        return (int) (value >>> 16 & 0xffL);
    }

    /**
     * Attribute 3.
     *
     * @return bits 31 to 24, Attr3
     */
    public int attr3() {
        return (int) (value >>> 24 & 0xffL);
    }

    /**
     * Attribute 4.
     *
     * @return bits 39 to 32, Attr4
     */
    public int attr4() {
        return (int) (value >>> 32 & 0xffL);
    }

    /**
     * Attribute 5.
     *
     * @return bits 47 to 40, Attr5
     */
    public int attr5() {
        return (int) (value >>> 40 & 0xffL);
    }

    /**
     * Attribute 6.
     *
     * @return bits 55 to 48, Attr6
     */
    public int attr6() {
        return (int) (value >>> 48 & 0xffL);
    }

    /**
     * Attribute 7.
     *
     * @return bits 63 to 56, Attr7
     */
    public int attr7() {
        return (int) (value >>> 56 & 0xffL);
    }

    /**
     * An attribute by its index.
     *
     * @param index AttrIndx of a descriptor, 0 to 7
     * @return what it means
     */
    public MemoryAttribute attribute(int index) {
        return new MemoryAttribute((int) (value >>> 8 * (index & 7)) & 0xff);
    }

    /** The value in hexadecimal and the names of what is set. */
    @Override
    public String toString() {
        return NAMES.describe(value);
    }
}
