package dev.vmi4j.driver.qemu.gdb;

import java.time.Duration;

/** The stub did not answer in time. */
public final class GdbTimeoutException extends GdbException {

    private static final long serialVersionUID = 1;

    private final String awaited;
    private final Duration waited;

    GdbTimeoutException(String awaited, Duration waited) {
        super("the GDB stub sent no " + awaited + " within " + waited.toMillis() + " ms", null);
        this.awaited = awaited;
        this.waited = waited;
    }

    /**
     * What was waited for.
     *
     * @return in a few words
     */
    public String awaited() {
        return awaited;
    }

    /**
     * How long it was waited.
     *
     * @return the whole time
     */
    public Duration waited() {
        return waited;
    }
}
