package dev.vmi4j.symbols.type;

/** How the bits of an integer are meant. */
public enum IntegerEncoding {
    /** Zero and above. */
    UNSIGNED,
    /** Two's complement. */
    SIGNED,
    /** A character, without a sign. */
    CHAR,
    /** A character with a sign. */
    SIGNED_CHAR,
    /** A truth value. */
    BOOL;

    /**
     * Whether values below zero exist.
     *
     * @return true for the signed ones
     */
    public boolean isSigned() {
        return this == SIGNED || this == SIGNED_CHAR;
    }
}
