package dev.vmi4j.core.paging;

/** Why an address does not translate. */
public enum FaultReason {
    /** The address is not canonical in the paging mode. */
    NOT_CANONICAL("is not canonical"),
    /** An entry on the way is not present. */
    NOT_PRESENT("is not mapped"),
    /** An entry on the way has a reserved bit set. */
    RESERVED_BIT("has a reserved bit set in its page tables"),
    /** A table on the way lies in memory that the source lacks. */
    MISSING_TABLE("needs a page table that the source does not hold");

    private final String sentence;

    FaultReason(String sentence) {
        this.sentence = sentence;
    }

    /**
     * The rest of a sentence that begins with the address.
     *
     * @return for example {@code is not mapped}
     */
    public String sentence() {
        return sentence;
    }
}
