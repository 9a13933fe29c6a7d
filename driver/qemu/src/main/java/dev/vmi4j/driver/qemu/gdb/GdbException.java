package dev.vmi4j.driver.qemu.gdb;

import dev.vmi4j.core.error.VmiException;
import org.jspecify.annotations.Nullable;

/** The root of everything that can go wrong when talking to a GDB stub. */
public abstract sealed class GdbException extends VmiException
        permits GdbConnectionException, GdbErrorException, GdbProtocolException, GdbTimeoutException {

    private static final long serialVersionUID = 1;

    GdbException(String message, @Nullable Throwable cause) {
        super(message);
        if (cause != null) initCause(cause);
    }
}
