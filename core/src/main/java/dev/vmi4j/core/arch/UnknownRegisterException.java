package dev.vmi4j.core.arch;

import dev.vmi4j.core.error.VmiException;

/** Something depends on a register, or a part of one, that the source of the registers does not know. */
public final class UnknownRegisterException extends VmiException {
    private static final long serialVersionUID = 1L;

    private final String register;

    /**
     * Creates the error.
     *
     * @param register the register or the part of it
     * @param purpose what it is needed for
     */
    public UnknownRegisterException(String register, String purpose) {
        super(register + " is not known from this source, but decides " + purpose);
        this.register = register;
    }

    /**
     * What is not known.
     *
     * @return the register or the part of it, for example {@code attributes of CS}
     */
    public String register() {
        return register;
    }
}
