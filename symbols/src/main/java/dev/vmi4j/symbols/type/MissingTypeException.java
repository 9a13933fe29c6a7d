package dev.vmi4j.symbols.type;

import dev.vmi4j.core.error.VmiException;

/** A type that is needed is not in the catalog. */
public final class MissingTypeException extends VmiException {
    private static final long serialVersionUID = 1L;

    private final String type;

    /**
     * Creates the error.
     *
     * @param type the type as C names it, such as {@code struct task_struct}
     */
    public MissingTypeException(String type) {
        super("the guest's type information has no " + type);
        this.type = type;
    }

    /**
     * What was looked for.
     *
     * @return the type as C names it
     */
    public String type() {
        return type;
    }
}
