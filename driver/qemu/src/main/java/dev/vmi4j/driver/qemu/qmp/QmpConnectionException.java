package dev.vmi4j.driver.qemu.qmp;

import org.jspecify.annotations.Nullable;

/** There is no connection to QEMU, or it ended: QEMU is not there, quit, or died. */
public final class QmpConnectionException extends QmpException {

    private static final long serialVersionUID = 1;

    private final String peer;

    QmpConnectionException(String peer, String what, @Nullable Throwable cause) {
        super("QEMU's monitor at " + peer + ": " + what, cause);
        this.peer = peer;
    }

    /**
     * The monitor that was talked to.
     *
     * @return the socket's path, or the name the channel was given
     */
    public String peer() {
        return peer;
    }
}
