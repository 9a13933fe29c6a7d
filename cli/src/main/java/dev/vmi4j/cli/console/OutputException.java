package dev.vmi4j.cli.console;

import dev.vmi4j.core.error.VmiException;
import java.io.IOException;

/** The answer could not be written. */
public final class OutputException extends VmiException {
    private static final long serialVersionUID = 1L;

    private final boolean readerGone;

    /**
     * Creates the error.
     *
     * @param cause what writing failed with
     */
    public OutputException(IOException cause) {
        super("the answer cannot be written: " + cause.getMessage(), cause);
        this.readerGone = saysReaderGone(String.valueOf(cause.getMessage()));
    }

    /**
     * Whether the reader of a pipe went away, which is no error of anybody.
     *
     * @return true when it did
     */
    public boolean readerGone() {
        return readerGone;
    }

    /** Java has no error number: what the C library says to EPIPE, and Windows to ERROR_NO_DATA. */
    private static boolean saysReaderGone(String message) {
        return message.contains("Broken pipe") || message.contains("pipe is being closed");
    }
}
