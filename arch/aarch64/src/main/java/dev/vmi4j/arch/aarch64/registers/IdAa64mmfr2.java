package dev.vmi4j.arch.aarch64.registers;

/**
 * ID_AA64MMFR2_EL1: what the memory model can do (Arm ARM, D24.2).
 *
 * @param value the raw value
 */
public record IdAa64mmfr2(long value) {
    private static final BitNames NAMES = BitNames.of()
            .and("CnP", 0, 4)
            .and("UAO", 4, 4)
            .and("LSM", 8, 4)
            .and("IESB", 12, 4)
            .and("VARange", 16, 4)
            .and("CCIDX", 20, 4)
            .and("NV", 24, 4)
            .and("ST", 28, 4)
            .and("AT", 32, 4)
            .and("IDS", 36, 4)
            .and("FWB", 40, 4)
            .and("TTL", 48, 4)
            .and("BBM", 52, 4)
            .and("EVT", 56, 4)
            .and("E0PD", 60, 4);

    /**
     * Whether translations can be shared between CPUs.
     *
     * @return bits 3 to 0, CnP
     */
    public int cnp() {
        return (int) (value & 0xfL);
    }

    /**
     * Whether there is user access override.
     *
     * @return bits 7 to 4, UAO
     */
    public int uao() {
        return (int) (value >>> 4 & 0xfL);
    }

    /**
     * Whether multiple loads can be made ordered.
     *
     * @return bits 11 to 8, LSM
     */
    public int lsm() {
        return (int) (value >>> 8 & 0xfL);
    }

    /**
     * Whether errors are synchronized at exceptions.
     *
     * @return bits 15 to 12, IESB
     */
    public int iesb() {
        return (int) (value >>> 12 & 0xfL);
    }

    /**
     * Virtual addresses with the 64K granule: 0 for 48 bits, 1 for 52.
     *
     * @return bits 19 to 16, VARange
     */
    public int vaRange() {
        return (int) (value >>> 16 & 0xfL);
    }

    /**
     * The format of CCSIDR_EL1.
     *
     * @return bits 23 to 20, CCIDX
     */
    public int ccidx() {
        return (int) (value >>> 20 & 0xfL);
    }

    /**
     * Nested virtualization.
     *
     * @return bits 27 to 24, NV
     */
    public int nv() {
        return (int) (value >>> 24 & 0xfL);
    }

    /**
     * Whether T0SZ and T1SZ may be up to 48.
     *
     * @return bits 31 to 28, ST
     */
    public int st() {
        return (int) (value >>> 28 & 0xfL);
    }

    /**
     * Whether unaligned accesses of single copies are atomic.
     *
     * @return bits 35 to 32, AT
     */
    public int at() {
        return (int) (value >>> 32 & 0xfL);
    }

    /**
     * How trapped reads of identification registers are reported.
     *
     * @return bits 39 to 36, IDS
     */
    public int ids() {
        return (int) (value >>> 36 & 0xfL);
    }

    /**
     * Whether stage 2 can force write-back.
     *
     * @return bits 43 to 40, FWB
     */
    public int fwb() {
        return (int) (value >>> 40 & 0xfL);
    }

    /**
     * Whether invalidations can say the level.
     *
     * @return bits 51 to 48, TTL
     */
    public int ttl() {
        return (int) (value >>> 48 & 0xfL);
    }

    /**
     * How little is needed to change the size of a block.
     *
     * @return bits 55 to 52, BBM
     */
    public int bbm() {
        return (int) (value >>> 52 & 0xfL);
    }

    /**
     * Enhanced traps of virtualization.
     *
     * @return bits 59 to 56, EVT
     */
    public int evt() {
        return (int) (value >>> 56 & 0xfL);
    }

    /**
     * Whether EL0 can be kept out of a half.
     *
     * @return bits 63 to 60, E0PD
     */
    public int e0pd() {
        return (int) (value >>> 60 & 0xfL);
    }

    /** The value in hexadecimal and the names of what is set. */
    @Override
    public String toString() {
        return NAMES.describe(value);
    }
}
