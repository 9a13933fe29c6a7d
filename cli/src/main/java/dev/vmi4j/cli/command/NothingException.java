package dev.vmi4j.cli.command;

import dev.vmi4j.core.error.VmiException;

/** What was asked for is not in the image. */
final class NothingException extends VmiException {
    private static final long serialVersionUID = 1L;

    NothingException(String message) {
        super(message);
    }
}
