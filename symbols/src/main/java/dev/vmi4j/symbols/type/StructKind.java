package dev.vmi4j.symbols.type;

/** The two ways to put members together. */
public enum StructKind {
    /** One after the other. */
    STRUCT("struct"),
    /** All at the same place. */
    UNION("union");

    private final String keyword;

    StructKind(String keyword) {
        this.keyword = keyword;
    }

    /**
     * The word of C.
     *
     * @return {@code struct} or {@code union}
     */
    public String keyword() {
        return keyword;
    }
}
