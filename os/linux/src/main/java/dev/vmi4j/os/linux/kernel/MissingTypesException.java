package dev.vmi4j.os.linux.kernel;

import dev.vmi4j.core.error.VmiException;

/** The kernel carries no type information, so its structures cannot be read. */
public final class MissingTypesException extends VmiException {
    private static final long serialVersionUID = 1L;

    /** Creates the error. */
    public MissingTypesException() {
        super("the kernel carries no type information (it was built without CONFIG_DEBUG_INFO_BTF), so its structures"
                + " cannot be read; page tables, symbols and registers can");
    }
}
