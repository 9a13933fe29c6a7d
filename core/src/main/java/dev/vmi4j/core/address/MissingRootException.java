package dev.vmi4j.core.address;

import dev.vmi4j.core.error.VmiException;

/** A virtual address was to be read by paging, but no translation root was given. */
public final class MissingRootException extends VmiException {
    private static final long serialVersionUID = 1L;

    private final long va;

    /**
     * Creates the error.
     *
     * @param va the address that could not be translated
     */
    public MissingRootException(Va va) {
        super("virtual address " + va + " has no translation root: take one from the registers or a process");
        this.va = va.value();
    }

    /**
     * The address that could not be translated.
     *
     * @return the virtual address
     */
    public Va va() {
        return new Va(va);
    }
}
