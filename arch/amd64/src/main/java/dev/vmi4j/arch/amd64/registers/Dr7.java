package dev.vmi4j.arch.amd64.registers;

import java.util.Objects;

/**
 * DR7: which hardware breakpoints are set, and for what (Intel SDM Vol. 3B, section 18.2.4; AMD APM Vol. 2, section 13.1.1.4).
 *
 * @param value the raw value
 */
public record Dr7(long value) {
    private static final BitNames NAMES = BitNames.of()
            .and("L0", 0)
            .and("G0", 1)
            .and("L1", 2)
            .and("G1", 3)
            .and("L2", 4)
            .and("G2", 5)
            .and("L3", 6)
            .and("G3", 7)
            .and("LE", 8)
            .and("GE", 9)
            .and("RTM", 11)
            .and("GD", 13);

    /**
     * Whether breakpoint 0 is set for the current task.
     *
     * @return bit 0, L0
     */
    public boolean l0() {
        return (value & 1) != 0;
    }

    /**
     * Whether breakpoint 0 is set for all tasks.
     *
     * @return bit 1, G0
     */
    public boolean g0() {
        return (value >>> 1 & 1) != 0;
    }

    /**
     * Whether breakpoint 1 is set for the current task.
     *
     * @return bit 2, L1
     */
    public boolean l1() {
        return (value >>> 2 & 1) != 0;
    }

    /**
     * Whether breakpoint 1 is set for all tasks.
     *
     * @return bit 3, G1
     */
    public boolean g1() {
        return (value >>> 3 & 1) != 0;
    }

    /**
     * Whether breakpoint 2 is set for the current task.
     *
     * @return bit 4, L2
     */
    public boolean l2() {
        return (value >>> 4 & 1) != 0;
    }

    /**
     * Whether breakpoint 2 is set for all tasks.
     *
     * @return bit 5, G2
     */
    public boolean g2() {
        return (value >>> 5 & 1) != 0;
    }

    /**
     * Whether breakpoint 3 is set for the current task.
     *
     * @return bit 6, L3
     */
    public boolean l3() {
        return (value >>> 6 & 1) != 0;
    }

    /**
     * Whether breakpoint 3 is set for all tasks.
     *
     * @return bit 7, G3
     */
    public boolean g3() {
        return (value >>> 7 & 1) != 0;
    }

    /**
     * Whether breakpoints of the task are exact.
     *
     * @return bit 8, LE
     */
    public boolean le() {
        return (value >>> 8 & 1) != 0;
    }

    /**
     * Whether breakpoints of all tasks are exact.
     *
     * @return bit 9, GE
     */
    public boolean ge() {
        return (value >>> 9 & 1) != 0;
    }

    /**
     * Whether transactions have advanced debugging.
     *
     * @return bit 11, RTM
     */
    public boolean rtm() {
        return (value >>> 11 & 1) != 0;
    }

    /**
     * Whether accesses to debug registers fault.
     *
     * @return bit 13, GD
     */
    public boolean gd() {
        return (value >>> 13 & 1) != 0;
    }

    /** What a breakpoint waits for. */
    public enum Condition {
        /** An instruction fetch. */
        EXECUTE,
        /** A write of data. */
        WRITE,
        /** Port I/O, with CR4.DE. */
        IO,
        /** A read or write of data. */
        READ_WRITE
    }

    /**
     * Whether a breakpoint is set at all.
     *
     * @param breakpoint 0 to 3
     * @return its bit L or G
     */
    public boolean enabled(int breakpoint) {
        return (value >>> 2 * Objects.checkIndex(breakpoint, 4) & 3) != 0;
    }

    /**
     * What a breakpoint waits for.
     *
     * @param breakpoint 0 to 3
     * @return its field R/W
     */
    public Condition condition(int breakpoint) {
        return switch ((int) (value >>> 16 + 4 * Objects.checkIndex(breakpoint, 4) & 3)) {
            case 0 -> Condition.EXECUTE;
            case 1 -> Condition.WRITE;
            case 2 -> Condition.IO;
            default -> Condition.READ_WRITE;
        };
    }

    /**
     * The number of bytes that a breakpoint covers.
     *
     * @param breakpoint 0 to 3
     * @return its field LEN: 1, 2, 4 or 8
     */
    public int length(int breakpoint) {
        return switch ((int) (value >>> 18 + 4 * Objects.checkIndex(breakpoint, 4) & 3)) {
            case 0 -> 1;
            case 1 -> 2;
            case 2 -> 8;
            default -> 4;
        };
    }

    /** The value in hexadecimal and the names of the bits that are set. */
    @Override
    public String toString() {
        return NAMES.describe(value);
    }
}
