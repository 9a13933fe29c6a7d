package dev.vmi4j.session;

import dev.vmi4j.core.error.VmiException;

/** A file cannot be opened as an image. */
public final class OpenException extends VmiException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message what is wrong and what to try
     * @param cause what opening failed with
     */
    public OpenException(String message, Throwable cause) {
        super(message, cause);
    }
}
