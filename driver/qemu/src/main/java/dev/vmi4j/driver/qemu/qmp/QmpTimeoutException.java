package dev.vmi4j.driver.qemu.qmp;

import java.time.Duration;

/**
 * QEMU did not say in time what was waited for. The connection stays usable: a reply that comes too late is dropped.
 */
public final class QmpTimeoutException extends QmpException {

    private static final long serialVersionUID = 1;

    private final String awaited;
    private final Duration timeout;

    QmpTimeoutException(String awaited, Duration timeout) {
        super("no " + awaited + " from QEMU within " + timeout.toMillis() + " ms", null);
        this.awaited = awaited;
        this.timeout = timeout;
    }

    /**
     * What was waited for.
     *
     * @return a few words
     */
    public String awaited() {
        return awaited;
    }

    /**
     * How long it was waited for.
     *
     * @return the time
     */
    public Duration timeout() {
        return timeout;
    }
}
