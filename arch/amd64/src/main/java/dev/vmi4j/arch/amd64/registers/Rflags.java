package dev.vmi4j.arch.amd64.registers;

/**
 * RFLAGS: status, control and system flags (Intel SDM Vol. 1, section 3.4.3; AMD APM Vol. 2, section 3.1.6).
 *
 * @param value the raw value
 */
public record Rflags(long value) {
    private static final BitNames NAMES = BitNames.of()
            .and("CF", 0)
            .and("PF", 2)
            .and("AF", 4)
            .and("ZF", 6)
            .and("SF", 7)
            .and("TF", 8)
            .and("IF", 9)
            .and("DF", 10)
            .and("OF", 11)
            .and("NT", 14)
            .and("RF", 16)
            .and("VM", 17)
            .and("AC", 18)
            .and("VIF", 19)
            .and("VIP", 20)
            .and("ID", 21);

    /**
     * Whether the last operation carried.
     *
     * @return bit 0, CF
     */
    public boolean cf() {
        return (value & 1) != 0;
    }

    /**
     * Whether the low byte of the last result has an even number of ones.
     *
     * @return bit 2, PF
     */
    public boolean pf() {
        return (value >>> 2 & 1) != 0;
    }

    /**
     * Whether the last operation carried out of bit 3.
     *
     * @return bit 4, AF
     */
    public boolean af() {
        return (value >>> 4 & 1) != 0;
    }

    /**
     * Whether the last result was zero.
     *
     * @return bit 6, ZF
     */
    public boolean zf() {
        return (value >>> 6 & 1) != 0;
    }

    /**
     * Whether the last result was negative.
     *
     * @return bit 7, SF
     */
    public boolean sf() {
        return (value >>> 7 & 1) != 0;
    }

    /**
     * Whether every instruction traps.
     *
     * @return bit 8, TF
     */
    public boolean tf() {
        return (value >>> 8 & 1) != 0;
    }

    /**
     * Whether maskable interrupts are accepted.
     *
     * @return bit 9, IF
     */
    public boolean interruptsEnabled() {
        return (value >>> 9 & 1) != 0;
    }

    /**
     * Whether string instructions go down.
     *
     * @return bit 10, DF
     */
    public boolean df() {
        return (value >>> 10 & 1) != 0;
    }

    /**
     * Whether the last operation overflowed.
     *
     * @return bit 11, OF
     */
    public boolean of() {
        return (value >>> 11 & 1) != 0;
    }

    /**
     * Whether this task was called by another.
     *
     * @return bit 14, NT
     */
    public boolean nt() {
        return (value >>> 14 & 1) != 0;
    }

    /**
     * Whether debug faults are suppressed for one instruction.
     *
     * @return bit 16, RF
     */
    public boolean rf() {
        return (value >>> 16 & 1) != 0;
    }

    /**
     * Whether virtual-8086 mode is on.
     *
     * @return bit 17, VM
     */
    public boolean vm() {
        return (value >>> 17 & 1) != 0;
    }

    /**
     * Whether alignment is checked, or supervisor access to user pages allowed.
     *
     * @return bit 18, AC
     */
    public boolean ac() {
        return (value >>> 18 & 1) != 0;
    }

    /**
     * The virtual interrupt flag.
     *
     * @return bit 19, VIF
     */
    public boolean vif() {
        return (value >>> 19 & 1) != 0;
    }

    /**
     * Whether a virtual interrupt is pending.
     *
     * @return bit 20, VIP
     */
    public boolean vip() {
        return (value >>> 20 & 1) != 0;
    }

    /**
     * Whether CPUID exists, shown by being able to change.
     *
     * @return bit 21, ID
     */
    public boolean id() {
        return (value >>> 21 & 1) != 0;
    }

    /**
     * The privilege level needed for port I/O.
     *
     * @return bits 12 and 13, IOPL: 0 to 3
     */
    public int iopl() {
        return (int) (value >>> 12 & 3);
    }

    /** The value in hexadecimal and the names of the bits that are set. */
    @Override
    public String toString() {
        return NAMES.describe(value);
    }
}
