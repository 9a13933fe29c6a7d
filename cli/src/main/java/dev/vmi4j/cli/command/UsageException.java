package dev.vmi4j.cli.command;

import dev.vmi4j.core.error.VmiException;

/** The command line asks for something impossible. */
final class UsageException extends VmiException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
