package dev.vmi4j.os.linux.kernel;

import dev.vmi4j.core.error.VmiException;

/** The kernel has no symbol of a name, or does not list it. */
public final class MissingSymbolException extends VmiException {
    private static final long serialVersionUID = 1L;

    private final String name;

    /**
     * Creates the error.
     *
     * @param name the symbol
     */
    public MissingSymbolException(String name) {
        super("the kernel's symbol table does not list " + name);
        this.name = name;
    }

    /**
     * The symbol that is missing.
     *
     * @return its name
     */
    public String name() {
        return name;
    }
}
