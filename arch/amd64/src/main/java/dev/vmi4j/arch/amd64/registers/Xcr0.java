package dev.vmi4j.arch.amd64.registers;

/**
 * XCR0: the extended states that the system uses (Intel SDM Vol. 1, section 13.3; AMD APM Vol. 2, section 11.5.2).
 *
 * @param value the raw value
 */
public record Xcr0(long value) {
    private static final BitNames NAMES = BitNames.of()
            .and("X87", 0)
            .and("SSE", 1)
            .and("AVX", 2)
            .and("BNDREGS", 3)
            .and("BNDCSR", 4)
            .and("OPMASK", 5)
            .and("ZMM_HI256", 6)
            .and("HI16_ZMM", 7)
            .and("PKRU", 9)
            .and("TILECFG", 17)
            .and("TILEDATA", 18)
            .and("APX", 19)
            .and("LWP", 62);

    /**
     * Whether x87 state is in use; always set.
     *
     * @return bit 0, X87
     */
    public boolean x87() {
        return (value & 1) != 0;
    }

    /**
     * Whether SSE state is in use.
     *
     * @return bit 1, SSE
     */
    public boolean sse() {
        return (value >>> 1 & 1) != 0;
    }

    /**
     * Whether AVX state is in use.
     *
     * @return bit 2, AVX
     */
    public boolean avx() {
        return (value >>> 2 & 1) != 0;
    }

    /**
     * Whether MPX bound registers are in use.
     *
     * @return bit 3, BNDREGS
     */
    public boolean bndregs() {
        return (value >>> 3 & 1) != 0;
    }

    /**
     * Whether MPX configuration is in use.
     *
     * @return bit 4, BNDCSR
     */
    public boolean bndcsr() {
        return (value >>> 4 & 1) != 0;
    }

    /**
     * Whether AVX-512 masks are in use.
     *
     * @return bit 5, OPMASK
     */
    public boolean opmask() {
        return (value >>> 5 & 1) != 0;
    }

    /**
     * Whether the upper halves of ZMM0 to ZMM15 are in use.
     *
     * @return bit 6, ZMM_HI256
     */
    public boolean zmmHi256() {
        return (value >>> 6 & 1) != 0;
    }

    /**
     * Whether ZMM16 to ZMM31 are in use.
     *
     * @return bit 7, HI16_ZMM
     */
    public boolean hi16Zmm() {
        return (value >>> 7 & 1) != 0;
    }

    /**
     * Whether protection keys are in use.
     *
     * @return bit 9, PKRU
     */
    public boolean pkru() {
        return (value >>> 9 & 1) != 0;
    }

    /**
     * Whether AMX tile configuration is in use.
     *
     * @return bit 17, TILECFG
     */
    public boolean tilecfg() {
        return (value >>> 17 & 1) != 0;
    }

    /**
     * Whether AMX tiles are in use.
     *
     * @return bit 18, TILEDATA
     */
    public boolean tiledata() {
        return (value >>> 18 & 1) != 0;
    }

    /**
     * Whether APX registers are in use.
     *
     * @return bit 19, APX
     */
    public boolean apx() {
        return (value >>> 19 & 1) != 0;
    }

    /**
     * Whether lightweight profiling is in use (AMD).
     *
     * @return bit 62, LWP
     */
    public boolean lwp() {
        return (value >>> 62 & 1) != 0;
    }

    /** The value in hexadecimal and the names of the bits that are set. */
    @Override
    public String toString() {
        return NAMES.describe(value);
    }
}
