package dev.vmi4j.arch.amd64.descriptor;

import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.memory.MissingMemoryException;
import dev.vmi4j.core.paging.PageFaultException;
import java.util.Optional;

/** One or two 8-byte words of guest memory that can or cannot be read. Addresses wrap, as the guest may say anything. */
record Words(GuestMemory memory, long base, long offset) {
    record Pair(long low, long high) {
        Gate gate() {
            return new Gate(low, high);
        }

        SegmentDescriptor segment() {
            return new SegmentDescriptor(low, high);
        }
    }

    long address() {
        return base + offset;
    }

    /** The words; empty when not all of them can be read. */
    Optional<Pair> tryRead(int size) {
        try {
            long high = size > 8 ? memory.readLong(address() + 8) : 0;
            return Optional.of(new Pair(memory.readLong(address()), high));
        } catch (PageFaultException | MissingMemoryException _) {
            return Optional.empty();
        }
    }
}
