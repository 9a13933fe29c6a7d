package dev.vmi4j.arch.aarch64.registers;

/**
 * The process state, and a saved one: PSTATE in the form of SPSR_EL1 (Arm ARM, C5.2).
 *
 * @param value the raw value
 */
public record Pstate(long value) {
    private static final BitNames NAMES = BitNames.of()
            .and("N", 31)
            .and("Z", 30)
            .and("C", 29)
            .and("V", 28)
            .and("TCO", 25)
            .and("DIT", 24)
            .and("UAO", 23)
            .and("PAN", 22)
            .and("SS", 21)
            .and("IL", 20)
            .and("SSBS", 12)
            .and("BTYPE", 10, 2)
            .and("D", 9)
            .and("A", 8)
            .and("I", 7)
            .and("F", 6)
            .and("nRW", 4);

    /**
     * Whether the last result was negative.
     *
     * @return bit 31, N
     */
    public boolean n() {
        return (value >>> 31 & 1) != 0;
    }

    /**
     * Whether the last result was zero.
     *
     * @return bit 30, Z
     */
    public boolean z() {
        return (value >>> 30 & 1) != 0;
    }

    /**
     * Whether the last operation carried.
     *
     * @return bit 29, C
     */
    public boolean c() {
        return (value >>> 29 & 1) != 0;
    }

    /**
     * Whether the last operation overflowed.
     *
     * @return bit 28, V
     */
    public boolean v() {
        return (value >>> 28 & 1) != 0;
    }

    /**
     * Whether tag checks are off (FEAT_MTE).
     *
     * @return bit 25, TCO
     */
    public boolean tco() {
        return (value >>> 25 & 1) != 0;
    }

    /**
     * Whether the timing of data processing does not depend on data (FEAT_DIT).
     *
     * @return bit 24, DIT
     */
    public boolean dit() {
        return (value >>> 24 & 1) != 0;
    }

    /**
     * Whether unprivileged loads of EL1 have its own rights (FEAT_UAO).
     *
     * @return bit 23, UAO
     */
    public boolean uao() {
        return (value >>> 23 & 1) != 0;
    }

    /**
     * Whether EL1 may not access what EL0 may (FEAT_PAN).
     *
     * @return bit 22, PAN
     */
    public boolean pan() {
        return (value >>> 22 & 1) != 0;
    }

    /**
     * Whether the next instruction is a single step.
     *
     * @return bit 21, SS
     */
    public boolean ss() {
        return (value >>> 21 & 1) != 0;
    }

    /**
     * Whether the state was illegal when it was restored.
     *
     * @return bit 20, IL
     */
    public boolean il() {
        return (value >>> 20 & 1) != 0;
    }

    /**
     * Whether stores may be bypassed by speculation.
     *
     * @return bit 12, SSBS
     */
    public boolean ssbs() {
        return (value >>> 12 & 1) != 0;
    }

    /**
     * The kind of the indirect branch that led here (FEAT_BTI), in AArch64 state.
     *
     * @return bits 11 to 10, BTYPE
     */
    public int btype() {
        return (int) (value >>> 10 & 0x3L);
    }

    /**
     * Whether debug exceptions are masked, in AArch64 state.
     *
     * @return bit 9, D
     */
    public boolean d() {
        return (value >>> 9 & 1) != 0;
    }

    /**
     * Whether SError is masked.
     *
     * @return bit 8, A
     */
    public boolean a() {
        return (value >>> 8 & 1) != 0;
    }

    /**
     * Whether IRQ is masked.
     *
     * @return bit 7, I
     */
    public boolean i() {
        return (value >>> 7 & 1) != 0;
    }

    /**
     * Whether FIQ is masked.
     *
     * @return bit 6, F
     */
    public boolean f() {
        return (value >>> 6 & 1) != 0;
    }

    /**
     * Whether the state is AArch32.
     *
     * @return bit 4, nRW
     */
    public boolean nrw() {
        return (value >>> 4 & 1) != 0;
    }

    /**
     * The exception level.
     *
     * @return 0 to 3: bits 3 and 2, EL; 0 in the AArch32 state of EL0
     */
    public int exceptionLevel() {
        return nrw() ? 0 : (int) (value >>> 2 & 3);
    }

    /**
     * Whether the stack pointer is that of the exception level rather than SP_EL0.
     *
     * @return bit 0, SP, in AArch64 state
     */
    public boolean sp() {
        return !nrw() && (value & 1) != 0;
    }

    /** The value in hexadecimal and the names of what is set. */
    @Override
    public String toString() {
        return NAMES.describe(value);
    }
}
