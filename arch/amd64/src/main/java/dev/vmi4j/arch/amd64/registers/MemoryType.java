package dev.vmi4j.arch.amd64.registers;

import java.util.Arrays;
import java.util.Optional;

/** How memory is cached (Intel SDM Vol. 3A, table 12-10; AMD APM Vol. 2, section 7.8.1). */
public enum MemoryType {
    /** Not cached. */
    UNCACHEABLE(0, "UC"),
    /** Not cached, writes combined. */
    WRITE_COMBINING(1, "WC"),
    /** Cached, writes go through. */
    WRITE_THROUGH(4, "WT"),
    /** Reads are cached, writes are not. */
    WRITE_PROTECTED(5, "WP"),
    /** Cached, writes go back later. */
    WRITE_BACK(6, "WB"),
    /** Not cached unless an MTRR says write combining. */
    UNCACHED(7, "UC-");

    private final int number;
    private final String mnemonic;

    MemoryType(int number, String mnemonic) {
        this.number = number;
        this.mnemonic = mnemonic;
    }

    /**
     * The number in PAT.
     *
     * @return 0 to 7
     */
    public int number() {
        return number;
    }

    /**
     * The manual's abbreviation.
     *
     * @return for example {@code WB}
     */
    public String mnemonic() {
        return mnemonic;
    }

    /**
     * The type with a number.
     *
     * @param number 0 to 7
     * @return empty for the reserved numbers 2 and 3
     */
    public static Optional<MemoryType> of(int number) {
        return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
    }
}
