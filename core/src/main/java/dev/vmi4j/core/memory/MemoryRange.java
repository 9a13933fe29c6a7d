package dev.vmi4j.core.memory;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.address.Pa;

/**
 * A range of guest physical memory.
 *
 * @param start first guest physical address
 * @param size in bytes, more than 0
 */
public record MemoryRange(long start, long size) {
    /** Checks that the range is not empty and stays within the positive 63 bits, wider than any architecture. */
    public MemoryRange {
        if (start < 0 || size <= 0 || start + size < 0) {
            throw new IllegalArgumentException(
                    "no guest physical range: start " + Addresses.hex(start) + ", size " + Addresses.hex(size));
        }
    }

    /**
     * The first address.
     *
     * @return guest physical address
     */
    public Pa first() {
        return new Pa(start);
    }

    /**
     * The address after the last one.
     *
     * @return exclusive end
     */
    public long end() {
        return start + size;
    }

    /**
     * Whether an address lies inside.
     *
     * @param pa guest physical address
     * @return true when it does
     */
    public boolean contains(long pa) {
        return pa >= start && pa < end();
    }

    @Override
    public String toString() {
        return "[" + Addresses.hex(start) + ", " + Addresses.hex(end()) + ")";
    }
}
