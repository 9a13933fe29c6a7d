package dev.vmi4j.driver.qemu.qmp;

import dev.vmi4j.core.error.VmiException;
import org.jspecify.annotations.Nullable;

/** The root of everything that can go wrong when talking to QEMU. */
public abstract sealed class QmpException extends VmiException
        permits QmpCommandException, QmpConnectionException, QmpProtocolException, QmpTimeoutException {

    private static final long serialVersionUID = 1;

    QmpException(String message, @Nullable Throwable cause) {
        super(message);
        if (cause != null) initCause(cause);
    }
}
