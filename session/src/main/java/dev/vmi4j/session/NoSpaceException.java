package dev.vmi4j.session;

import dev.vmi4j.core.error.VmiException;

/** The source does not have the address space that is asked for. */
public final class NoSpaceException extends VmiException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message what is missing and what to give instead
     */
    public NoSpaceException(String message) {
        super(message);
    }
}
