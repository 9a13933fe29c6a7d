package dev.vmi4j.arch.amd64.descriptor;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.error.VmiException;

/** The limit of TR leaves no room for a task state segment. */
public final class ShortTaskStateException extends VmiException {
    private static final long serialVersionUID = 1L;

    private final long base;
    private final long limit;

    ShortTaskStateException(Va base, long limit) {
        super("the task state segment at " + base + " needs " + TaskState.SIZE + " bytes, but its limit is "
                + Addresses.hex(limit));
        this.base = base.value();
        this.limit = limit;
    }

    /**
     * Where the segment lies.
     *
     * @return linear address of its first byte
     */
    public Va base() {
        return new Va(base);
    }

    /**
     * Its limit.
     *
     * @return the offset of its last byte
     */
    public long limit() {
        return limit;
    }
}
