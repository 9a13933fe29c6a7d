package dev.vmi4j.driver.qemu;

import dev.vmi4j.core.error.VmiException;

/** A running guest cannot be used as it was asked for. */
public final class QemuException extends VmiException {
    private static final long serialVersionUID = 1L;

    private final String guest;

    QemuException(String guest, String problem) {
        super(guest + ": " + problem);
        this.guest = guest;
    }

    /**
     * The guest.
     *
     * @return its description
     */
    public String guest() {
        return guest;
    }
}
