package dev.vmi4j.arch.aarch64.registers;

/**
 * ID_AA64MMFR1_EL1: what the memory model can do (Arm ARM, D24.2).
 *
 * @param value the raw value
 */
public record IdAa64mmfr1(long value) {
    private static final BitNames NAMES = BitNames.of()
            .and("HAFDBS", 0, 4)
            .and("VMIDBits", 4, 4)
            .and("VH", 8, 4)
            .and("HPDS", 12, 4)
            .and("LO", 16, 4)
            .and("PAN", 20, 4)
            .and("SpecSEI", 24, 4)
            .and("XNX", 28, 4)
            .and("TWED", 32, 4)
            .and("ETS", 36, 4)
            .and("HCX", 40, 4)
            .and("AFP", 44, 4)
            .and("nTLBPA", 48, 4)
            .and("TIDCP1", 52, 4)
            .and("CMOW", 56, 4)
            .and("ECBHB", 60, 4);

    /**
     * Hardware access flag and dirty state: 0 none, 1 flag, 2 both, 3 also in tables.
     *
     * @return bits 3 to 0, HAFDBS
     */
    public int hafdbs() {
        return (int) (value & 0xfL);
    }

    /**
     * Identifiers of virtual machines: 0 for 8 bits, 2 for 16.
     *
     * @return bits 7 to 4, VMIDBits
     */
    public int vmidBits() {
        return (int) (value >>> 4 & 0xfL);
    }

    /**
     * Whether there are virtualization host extensions.
     *
     * @return bits 11 to 8, VH
     */
    public int vh() {
        return (int) (value >>> 8 & 0xfL);
    }

    /**
     * Whether table descriptors can be made to restrict nothing.
     *
     * @return bits 15 to 12, HPDS
     */
    public int hpds() {
        return (int) (value >>> 12 & 0xfL);
    }

    /**
     * Whether there are limited ordering regions.
     *
     * @return bits 19 to 16, LO
     */
    public int lo() {
        return (int) (value >>> 16 & 0xfL);
    }

    /**
     * Privileged access never.
     *
     * @return bits 23 to 20, PAN
     */
    public int pan() {
        return (int) (value >>> 20 & 0xfL);
    }

    /**
     * Whether speculation can cause SError.
     *
     * @return bits 27 to 24, SpecSEI
     */
    public int specSei() {
        return (int) (value >>> 24 & 0xfL);
    }

    /**
     * Whether stage 2 can forbid execution by exception level.
     *
     * @return bits 31 to 28, XNX
     */
    public int xnx() {
        return (int) (value >>> 28 & 0xfL);
    }

    /**
     * Whether the delay of trapped WFE can be set.
     *
     * @return bits 35 to 32, TWED
     */
    public int twed() {
        return (int) (value >>> 32 & 0xfL);
    }

    /**
     * Enhanced translation synchronization.
     *
     * @return bits 39 to 36, ETS
     */
    public int ets() {
        return (int) (value >>> 36 & 0xfL);
    }

    /**
     * Whether there is HCRX_EL2.
     *
     * @return bits 43 to 40, HCX
     */
    public int hcx() {
        return (int) (value >>> 40 & 0xfL);
    }

    /**
     * Whether floating point can behave otherwise.
     *
     * @return bits 47 to 44, AFP
     */
    public int afp() {
        return (int) (value >>> 44 & 0xfL);
    }

    /**
     * Whether translations are not cached by physical address.
     *
     * @return bits 51 to 48, nTLBPA
     */
    public int nTlbpa() {
        return (int) (value >>> 48 & 0xfL);
    }

    /**
     * Whether implementation defined functions can be trapped at EL0.
     *
     * @return bits 55 to 52, TIDCP1
     */
    public int tidcp1() {
        return (int) (value >>> 52 & 0xfL);
    }

    /**
     * Whether cache maintenance needs write permission.
     *
     * @return bits 59 to 56, CMOW
     */
    public int cmow() {
        return (int) (value >>> 56 & 0xfL);
    }

    /**
     * Whether branch history is not exploitable between contexts.
     *
     * @return bits 63 to 60, ECBHB
     */
    public int ecbhb() {
        return (int) (value >>> 60 & 0xfL);
    }

    /** The value in hexadecimal and the names of what is set. */
    @Override
    public String toString() {
        return NAMES.describe(value);
    }
}
