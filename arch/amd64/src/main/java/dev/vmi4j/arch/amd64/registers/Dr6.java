package dev.vmi4j.arch.amd64.registers;

import java.util.Objects;

/**
 * DR6: what a debug exception was raised for (Intel SDM Vol. 3B, section 18.2.3; AMD APM Vol. 2, section 13.1.1.3).
 *
 * @param value the raw value
 */
public record Dr6(long value) {
    private static final BitNames NAMES = BitNames.of()
            .and("B0", 0)
            .and("B1", 1)
            .and("B2", 2)
            .and("B3", 3)
            .and("BLD", 11)
            .and("BD", 13)
            .and("BS", 14)
            .and("BT", 15)
            .and("RTM", 16);

    /**
     * Whether breakpoint 0 was hit.
     *
     * @return bit 0, B0
     */
    public boolean b0() {
        return (value & 1) != 0;
    }

    /**
     * Whether breakpoint 1 was hit.
     *
     * @return bit 1, B1
     */
    public boolean b1() {
        return (value >>> 1 & 1) != 0;
    }

    /**
     * Whether breakpoint 2 was hit.
     *
     * @return bit 2, B2
     */
    public boolean b2() {
        return (value >>> 2 & 1) != 0;
    }

    /**
     * Whether breakpoint 3 was hit.
     *
     * @return bit 3, B3
     */
    public boolean b3() {
        return (value >>> 3 & 1) != 0;
    }

    /**
     * Clear when a bus lock was detected, set otherwise.
     *
     * @return bit 11, BLD
     */
    public boolean bld() {
        return (value >>> 11 & 1) != 0;
    }

    /**
     * Whether a debug register was about to be accessed.
     *
     * @return bit 13, BD
     */
    public boolean bd() {
        return (value >>> 13 & 1) != 0;
    }

    /**
     * Whether single step caused it.
     *
     * @return bit 14, BS
     */
    public boolean bs() {
        return (value >>> 14 & 1) != 0;
    }

    /**
     * Whether a task switch caused it.
     *
     * @return bit 15, BT
     */
    public boolean bt() {
        return (value >>> 15 & 1) != 0;
    }

    /**
     * Clear when it happened in a transaction, set otherwise.
     *
     * @return bit 16, RTM
     */
    public boolean rtm() {
        return (value >>> 16 & 1) != 0;
    }

    /**
     * Whether a breakpoint was hit.
     *
     * @param breakpoint 0 to 3
     * @return its bit B0 to B3
     */
    public boolean hit(int breakpoint) {
        return (value >>> Objects.checkIndex(breakpoint, 4) & 1) != 0;
    }

    /** The value in hexadecimal and the names of the bits that are set. */
    @Override
    public String toString() {
        return NAMES.describe(value);
    }
}
