package dev.vmi4j.os.linux.kernel.stack;

/** What a frame of a kernel stack is. */
public enum FrameKind {
    /** Where the task gave up its CPU. */
    ASLEEP("asleep"),
    /** Where a CPU runs the task. */
    RUNNING("running"),
    /** Where a call will return to. */
    CALL("call"),
    /** Where an interrupt or exception came while the kernel ran. */
    INTERRUPTED("interrupted"),
    /** Where the kernel was entered from user mode, or runs in user mode now. */
    USER("user");

    private final String word;

    FrameKind(String word) {
        this.word = word;
    }

    /**
     * The word that tables show.
     *
     * @return one lower-case word
     */
    public String word() {
        return word;
    }

    /** Whether the address is that of an instruction, and not the one behind a call. */
    boolean isExact() {
        return this != ASLEEP && this != CALL;
    }
}
