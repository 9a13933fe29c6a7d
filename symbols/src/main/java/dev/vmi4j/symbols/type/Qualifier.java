package dev.vmi4j.symbols.type;

/** What C may say about a type without changing its layout. */
public enum Qualifier {
    /** Never written through this name. */
    CONST("const"),
    /** May change at any time. */
    VOLATILE("volatile"),
    /** Reached through no other pointer. */
    RESTRICT("restrict");

    private final String keyword;

    Qualifier(String keyword) {
        this.keyword = keyword;
    }

    /**
     * The word of C.
     *
     * @return in lower case
     */
    public String keyword() {
        return keyword;
    }
}
