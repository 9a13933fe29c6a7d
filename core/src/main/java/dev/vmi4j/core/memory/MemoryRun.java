package dev.vmi4j.core.memory;

import java.lang.foreign.MemorySegment;

/**
 * A contiguous piece of guest physical memory that is mapped into this process.
 *
 * @param start first guest physical address
 * @param bytes its content, as long as the run; owned by the arena of whoever opened the source
 */
public record MemoryRun(long start, MemorySegment bytes) {
    /** Checks that the run is not empty and its addresses are positive. */
    public MemoryRun {
        var range = new MemoryRange(start, bytes.byteSize());
        assert range.size() > 0;
    }

    /**
     * The guest physical range of the run.
     *
     * @return the range
     */
    public MemoryRange range() {
        return new MemoryRange(start, bytes.byteSize());
    }
}
