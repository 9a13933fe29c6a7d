package dev.vmi4j.testkit.paging;

/**
 * What a leaf says beside its rights.
 *
 * @param global whether the translation holds for every address space
 * @param accessed whether the page was accessed
 * @param dirty whether the page was written
 */
public record PageMarks(boolean global, boolean accessed, boolean dirty) {
    /** Nothing. */
    public static final PageMarks NONE = new PageMarks(false, false, false);
}
