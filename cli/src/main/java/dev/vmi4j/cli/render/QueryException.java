package dev.vmi4j.cli.render;

import dev.vmi4j.core.error.VmiException;

/** A query asks for what a table does not have, or is written in a wrong way. */
public final class QueryException extends VmiException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param message what is wrong and what there is instead
     */
    public QueryException(String message) {
        super(message);
    }
}
