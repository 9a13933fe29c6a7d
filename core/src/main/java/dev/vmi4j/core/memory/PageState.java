package dev.vmi4j.core.memory;

/** Whether a source holds a guest physical page, and if not, why. */
public enum PageState {
    /** The page can be read. */
    PRESENT("is present"),
    /** No memory of the guest lies there: a hole, a device, or beyond the end. */
    ABSENT("is not memory of this guest"),
    /** The guest has memory there, but the image was written without it (filtered or truncated). */
    EXCLUDED("was left out of the image"),
    /** The source holds the page, but what it holds cannot be decoded. */
    DAMAGED("is damaged in the image");

    private final String sentence;

    PageState(String sentence) {
        this.sentence = sentence;
    }

    /**
     * The rest of a sentence that begins with the page.
     *
     * @return for example {@code was left out of the image}
     */
    public String sentence() {
        return sentence;
    }
}
