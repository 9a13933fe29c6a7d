package dev.vmi4j.os.linux.kernel;

import dev.vmi4j.core.error.VmiException;

/** The types of the kernel are not known, so its structures cannot be read. */
public final class MissingTypesException extends VmiException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * Creates the error.
     *
     * @param reason one sentence: why there are no types
     */
    public MissingTypesException(String reason) {
        super("the kernel's structures cannot be read, only page tables, symbols and registers: " + reason);
        this.reason = reason;
    }

    /**
     * Why there are no types.
     *
     * @return one sentence
     */
    public String reason() {
        return reason;
    }
}
