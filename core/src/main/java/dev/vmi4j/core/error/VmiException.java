package dev.vmi4j.core.error;

/**
 * The root of every error vmi4j raises on purpose. Its message is one sentence made from the facts the subclass
 * carries; anything else that escapes the library is a defect.
 */
public class VmiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an error.
     *
     * @param message one sentence that says what is wrong, with addresses in hex
     */
    public VmiException(String message) {
        super(message);
    }

    /**
     * Creates an error with its cause.
     *
     * @param message one sentence that says what is wrong, with addresses in hex
     * @param cause what led to it
     */
    public VmiException(String message, Throwable cause) {
        super(message, cause);
    }
}
