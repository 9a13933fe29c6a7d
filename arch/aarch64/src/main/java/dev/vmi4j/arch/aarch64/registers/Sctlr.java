package dev.vmi4j.arch.aarch64.registers;

/**
 * SCTLR_EL1: system control (Arm ARM, D24.2).
 *
 * @param value the raw value
 */
public record Sctlr(long value) {
    private static final BitNames NAMES = BitNames.of()
            .and("M", 0)
            .and("A", 1)
            .and("C", 2)
            .and("SA", 3)
            .and("SA0", 4)
            .and("CP15BEN", 5)
            .and("nAA", 6)
            .and("ITD", 7)
            .and("SED", 8)
            .and("UMA", 9)
            .and("EOS", 11)
            .and("I", 12)
            .and("EnDB", 13)
            .and("DZE", 14)
            .and("UCT", 15)
            .and("nTWI", 16)
            .and("nTWE", 18)
            .and("WXN", 19)
            .and("IESB", 21)
            .and("EIS", 22)
            .and("SPAN", 23)
            .and("E0E", 24)
            .and("EE", 25)
            .and("UCI", 26)
            .and("EnDA", 27)
            .and("EnIB", 30)
            .and("EnIA", 31)
            .and("BT0", 35)
            .and("BT1", 36)
            .and("ITFSB", 37)
            .and("TCF0", 38, 2)
            .and("TCF", 40, 2)
            .and("ATA0", 42)
            .and("ATA", 43)
            .and("DSSBS", 44)
            .and("EPAN", 57);

    /**
     * Whether addresses are translated.
     *
     * @return bit 0, M
     */
    public boolean m() {
        return (value & 1) != 0;
    }

    /**
     * Whether alignment is checked.
     *
     * @return bit 1, A
     */
    public boolean a() {
        return (value >>> 1 & 1) != 0;
    }

    /**
     * Whether data is cached.
     *
     * @return bit 2, C
     */
    public boolean c() {
        return (value >>> 2 & 1) != 0;
    }

    /**
     * Whether the alignment of SP is checked at EL1.
     *
     * @return bit 3, SA
     */
    public boolean sa() {
        return (value >>> 3 & 1) != 0;
    }

    /**
     * Whether the alignment of SP is checked at EL0.
     *
     * @return bit 4, SA0
     */
    public boolean sa0() {
        return (value >>> 4 & 1) != 0;
    }

    /**
     * Whether AArch32 barriers by CP15 are enabled.
     *
     * @return bit 5, CP15BEN
     */
    public boolean cp15ben() {
        return (value >>> 5 & 1) != 0;
    }

    /**
     * Whether some unaligned accesses do not fault.
     *
     * @return bit 6, nAA
     */
    public boolean naa() {
        return (value >>> 6 & 1) != 0;
    }

    /**
     * Whether parts of IT are disabled.
     *
     * @return bit 7, ITD
     */
    public boolean itd() {
        return (value >>> 7 & 1) != 0;
    }

    /**
     * Whether SETEND is disabled.
     *
     * @return bit 8, SED
     */
    public boolean sed() {
        return (value >>> 8 & 1) != 0;
    }

    /**
     * Whether EL0 may access the interrupt masks.
     *
     * @return bit 9, UMA
     */
    public boolean uma() {
        return (value >>> 9 & 1) != 0;
    }

    /**
     * Whether an exception return is a context synchronization.
     *
     * @return bit 11, EOS
     */
    public boolean eos() {
        return (value >>> 11 & 1) != 0;
    }

    /**
     * Whether instructions are cached.
     *
     * @return bit 12, I
     */
    public boolean i() {
        return (value >>> 12 & 1) != 0;
    }

    /**
     * Whether pointer authentication of data with key B is enabled.
     *
     * @return bit 13, EnDB
     */
    public boolean endb() {
        return (value >>> 13 & 1) != 0;
    }

    /**
     * Whether EL0 may use DC ZVA.
     *
     * @return bit 14, DZE
     */
    public boolean dze() {
        return (value >>> 14 & 1) != 0;
    }

    /**
     * Whether EL0 may read CTR_EL0.
     *
     * @return bit 15, UCT
     */
    public boolean uct() {
        return (value >>> 15 & 1) != 0;
    }

    /**
     * Whether WFI of EL0 is not trapped.
     *
     * @return bit 16, nTWI
     */
    public boolean ntwi() {
        return (value >>> 16 & 1) != 0;
    }

    /**
     * Whether WFE of EL0 is not trapped.
     *
     * @return bit 18, nTWE
     */
    public boolean ntwe() {
        return (value >>> 18 & 1) != 0;
    }

    /**
     * Whether what may be written may not be executed.
     *
     * @return bit 19, WXN
     */
    public boolean wxn() {
        return (value >>> 19 & 1) != 0;
    }

    /**
     * Whether errors are synchronized at exceptions.
     *
     * @return bit 21, IESB
     */
    public boolean iesb() {
        return (value >>> 21 & 1) != 0;
    }

    /**
     * Whether an exception entry is a context synchronization.
     *
     * @return bit 22, EIS
     */
    public boolean eis() {
        return (value >>> 22 & 1) != 0;
    }

    /**
     * Whether PAN is left as it is at an exception.
     *
     * @return bit 23, SPAN
     */
    public boolean span() {
        return (value >>> 23 & 1) != 0;
    }

    /**
     * Whether data accesses of EL0 are big-endian.
     *
     * @return bit 24, E0E
     */
    public boolean e0e() {
        return (value >>> 24 & 1) != 0;
    }

    /**
     * Whether data accesses of EL1 and walks are big-endian.
     *
     * @return bit 25, EE
     */
    public boolean ee() {
        return (value >>> 25 & 1) != 0;
    }

    /**
     * Whether EL0 may maintain caches.
     *
     * @return bit 26, UCI
     */
    public boolean uci() {
        return (value >>> 26 & 1) != 0;
    }

    /**
     * Whether pointer authentication of data with key A is enabled.
     *
     * @return bit 27, EnDA
     */
    public boolean enda() {
        return (value >>> 27 & 1) != 0;
    }

    /**
     * Whether pointer authentication of instructions with key B is enabled.
     *
     * @return bit 30, EnIB
     */
    public boolean enib() {
        return (value >>> 30 & 1) != 0;
    }

    /**
     * Whether pointer authentication of instructions with key A is enabled.
     *
     * @return bit 31, EnIA
     */
    public boolean enia() {
        return (value >>> 31 & 1) != 0;
    }

    /**
     * Whether PACIASP is not a landing pad for all branches at EL0.
     *
     * @return bit 35, BT0
     */
    public boolean bt0() {
        return (value >>> 35 & 1) != 0;
    }

    /**
     * Whether PACIASP is not a landing pad for all branches at EL1.
     *
     * @return bit 36, BT1
     */
    public boolean bt1() {
        return (value >>> 36 & 1) != 0;
    }

    /**
     * Whether tag check faults are synchronized at exceptions.
     *
     * @return bit 37, ITFSB
     */
    public boolean itfsb() {
        return (value >>> 37 & 1) != 0;
    }

    /**
     * What a failed tag check does at EL0.
     *
     * @return bits 39 to 38, TCF0
     */
    public int tcf0() {
        return (int) (value >>> 38 & 0x3L);
    }

    /**
     * What a failed tag check does at EL1.
     *
     * @return bits 41 to 40, TCF
     */
    public int tcf() {
        return (int) (value >>> 40 & 0x3L);
    }

    /**
     * Whether EL0 may access allocation tags.
     *
     * @return bit 42, ATA0
     */
    public boolean ata0() {
        return (value >>> 42 & 1) != 0;
    }

    /**
     * Whether EL1 may access allocation tags.
     *
     * @return bit 43, ATA
     */
    public boolean ata() {
        return (value >>> 43 & 1) != 0;
    }

    /**
     * What SSBS becomes at an exception.
     *
     * @return bit 44, DSSBS
     */
    public boolean dssbs() {
        return (value >>> 44 & 1) != 0;
    }

    /**
     * Whether PAN holds for what EL0 may only execute.
     *
     * @return bit 57, EPAN
     */
    public boolean epan() {
        return (value >>> 57 & 1) != 0;
    }

    /** The value in hexadecimal and the names of what is set. */
    @Override
    public String toString() {
        return NAMES.describe(value);
    }
}
