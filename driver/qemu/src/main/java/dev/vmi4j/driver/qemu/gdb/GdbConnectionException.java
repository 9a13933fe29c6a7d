package dev.vmi4j.driver.qemu.gdb;

import org.jspecify.annotations.Nullable;

/** There is no connection to the stub, or it ended: QEMU quit, died, or closed the stub. */
public final class GdbConnectionException extends GdbException {

    private static final long serialVersionUID = 1;

    private final String peer;

    GdbConnectionException(String peer, String what, @Nullable Throwable cause) {
        super("GDB stub at " + peer + ": " + what, cause);
        this.peer = peer;
    }

    /**
     * The stub that was talked to.
     *
     * @return the socket's path
     */
    public String peer() {
        return peer;
    }
}
