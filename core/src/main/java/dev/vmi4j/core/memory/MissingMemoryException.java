package dev.vmi4j.core.memory;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.error.VmiException;

/** Guest physical memory was read that the source does not hold. */
public final class MissingMemoryException extends VmiException {
    private static final long serialVersionUID = 1L;

    private final long pa;
    private final PageState state;

    /**
     * Creates the error.
     *
     * @param pa the guest physical address that could not be read
     * @param state why not
     */
    public MissingMemoryException(long pa, PageState state) {
        super("guest physical address " + Addresses.hex(pa) + " " + state.sentence());
        this.pa = pa;
        this.state = state;
    }

    /**
     * The address that could not be read.
     *
     * @return guest physical address
     */
    public Pa pa() {
        return new Pa(pa);
    }

    /**
     * Why it could not be read.
     *
     * @return never {@link PageState#PRESENT}
     */
    public PageState state() {
        return state;
    }
}
