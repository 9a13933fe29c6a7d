package dev.vmi4j.arch.amd64.registers;

/**
 * CR0: operating mode and state of the processor (Intel SDM Vol. 3A, section 2.5; AMD APM Vol. 2, section 3.1.1).
 *
 * @param value the raw value
 */
public record Cr0(long value) {
    private static final BitNames NAMES = BitNames.of()
            .and("PE", 0)
            .and("MP", 1)
            .and("EM", 2)
            .and("TS", 3)
            .and("ET", 4)
            .and("NE", 5)
            .and("WP", 16)
            .and("AM", 18)
            .and("NW", 29)
            .and("CD", 30)
            .and("PG", 31);

    /**
     * Whether protected mode is enabled.
     *
     * @return bit 0, PE
     */
    public boolean pe() {
        return (value & 1) != 0;
    }

    /**
     * Whether WAIT honours TS.
     *
     * @return bit 1, MP
     */
    public boolean mp() {
        return (value >>> 1 & 1) != 0;
    }

    /**
     * Whether x87 instructions are emulated.
     *
     * @return bit 2, EM
     */
    public boolean em() {
        return (value >>> 2 & 1) != 0;
    }

    /**
     * Whether a task switch happened since the x87 state was last used.
     *
     * @return bit 3, TS
     */
    public boolean ts() {
        return (value >>> 3 & 1) != 0;
    }

    /**
     * Whether the x87 unit is a 387; always set today.
     *
     * @return bit 4, ET
     */
    public boolean et() {
        return (value >>> 4 & 1) != 0;
    }

    /**
     * Whether x87 errors are reported as #MF.
     *
     * @return bit 5, NE
     */
    public boolean ne() {
        return (value >>> 5 & 1) != 0;
    }

    /**
     * Whether the supervisor, too, must not write to read-only pages.
     *
     * @return bit 16, WP
     */
    public boolean wp() {
        return (value >>> 16 & 1) != 0;
    }

    /**
     * Whether RFLAGS.AC makes unaligned accesses fault.
     *
     * @return bit 18, AM
     */
    public boolean am() {
        return (value >>> 18 & 1) != 0;
    }

    /**
     * Whether caches are not written through.
     *
     * @return bit 29, NW
     */
    public boolean nw() {
        return (value >>> 29 & 1) != 0;
    }

    /**
     * Whether caching is disabled.
     *
     * @return bit 30, CD
     */
    public boolean cd() {
        return (value >>> 30 & 1) != 0;
    }

    /**
     * Whether paging is enabled.
     *
     * @return bit 31, PG
     */
    public boolean pg() {
        return (value >>> 31 & 1) != 0;
    }

    /** The value in hexadecimal and the names of the bits that are set. */
    @Override
    public String toString() {
        return NAMES.describe(value);
    }
}
