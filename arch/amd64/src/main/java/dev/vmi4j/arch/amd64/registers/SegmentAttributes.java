package dev.vmi4j.arch.amd64.registers;

import java.util.Optional;

/**
 * The attributes of a segment, as its descriptor has them in bits 40 to 55 (Intel SDM Vol. 3A, section 3.4.5; AMD APM Vol. 2, section 4.7). The bits of the limit that lie between are left out.
 *
 * @param value bits 40 to 55 of the descriptor, 44 being bit 4
 */
public record SegmentAttributes(long value) {
    private static final BitNames NAMES = BitNames.of()
            .and("S", 4)
            .and("P", 7)
            .and("AVL", 12)
            .and("L", 13)
            .and("DB", 14)
            .and("G", 15);

    /**
     * Whether it is a code or data segment rather than a system segment or gate.
     *
     * @return bit 4, S
     */
    public boolean s() {
        return (value >>> 4 & 1) != 0;
    }

    /**
     * Whether it is present.
     *
     * @return bit 7, P
     */
    public boolean p() {
        return (value >>> 7 & 1) != 0;
    }

    /**
     * The bit that is free for the system's use.
     *
     * @return bit 12, AVL
     */
    public boolean avl() {
        return (value >>> 12 & 1) != 0;
    }

    /**
     * Whether its code is 64-bit.
     *
     * @return bit 13, L
     */
    public boolean l() {
        return (value >>> 13 & 1) != 0;
    }

    /**
     * Whether its code or stack is 32-bit rather than 16-bit.
     *
     * @return bit 14, DB
     */
    public boolean db() {
        return (value >>> 14 & 1) != 0;
    }

    /**
     * Whether its limit counts pages of 4 KiB.
     *
     * @return bit 15, G
     */
    public boolean g() {
        return (value >>> 15 & 1) != 0;
    }

    /**
     * The attributes in the upper half of a descriptor, as QEMU's {@code flags} have them.
     *
     * @param upper bits 32 to 63 of the descriptor
     * @return the attributes
     */
    public static SegmentAttributes ofDescriptor(int upper) {
        return new SegmentAttributes(upper >>> 8 & 0xf0ff);
    }

    /**
     * The type.
     *
     * @return bits 0 to 3: for a code or data segment accessed, writable or readable, expand-down or conforming, code;
     *     otherwise the number of a {@link SystemType}
     */
    public int type() {
        return (int) value & 0xf;
    }

    /**
     * The privilege level.
     *
     * @return bits 5 and 6, DPL: 0 to 3
     */
    public int dpl() {
        return (int) (value >>> 5 & 3);
    }

    /**
     * Whether it is a code segment.
     *
     * @return false for data and system segments
     */
    public boolean isCode() {
        return s() && (type() & 8) != 0;
    }

    /**
     * Whether it is a data segment.
     *
     * @return false for code and system segments
     */
    public boolean isData() {
        return s() && (type() & 8) == 0;
    }

    /**
     * Whether the segment was accessed.
     *
     * @return the type's bit 0 of a code or data segment; false for others
     */
    public boolean accessed() {
        return s() && (type() & 1) != 0;
    }

    /**
     * Whether a data segment can be written.
     *
     * @return false for code and system segments
     */
    public boolean writable() {
        return isData() && (type() & 2) != 0;
    }

    /**
     * Whether a data segment grows down.
     *
     * @return false for code and system segments
     */
    public boolean expandDown() {
        return isData() && (type() & 4) != 0;
    }

    /**
     * Whether a code segment can be read.
     *
     * @return true for data segments too
     */
    public boolean readable() {
        return isData() || isCode() && (type() & 2) != 0;
    }

    /**
     * Whether a code segment can be entered from less privileged code without changing the level.
     *
     * @return false for data and system segments
     */
    public boolean conforming() {
        return isCode() && (type() & 4) != 0;
    }

    /**
     * What a system segment or gate is.
     *
     * @return empty for code and data segments and for reserved types
     */
    public Optional<SystemType> systemType() {
        return s() ? Optional.empty() : SystemType.of(type());
    }

    /** The value in hexadecimal and the names of the bits that are set. */
    @Override
    public String toString() {
        return NAMES.describe(value);
    }
}
