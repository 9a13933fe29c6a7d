package dev.vmi4j.core.driver;

import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Va;

/**
 * The capability to report accesses to ranges of virtual addresses. An access is an event with the neutral view of a
 * memory access. Whether the event comes before the access or after it, the driver says.
 */
public interface WatchesMemory extends MonitorsEvents {
    /**
     * Begins to watch a range, in every address space.
     *
     * @param va the first virtual address
     * @param length in bytes, more than 0; may be a whole page
     * @param access what to report: reads, writes or both
     * @throws IllegalArgumentException when the driver cannot watch that
     */
    void watch(Va va, long length, MemoryAccess access);

    /**
     * Ceases to watch a range; one that is not watched changes nothing.
     *
     * @param va as it was watched
     * @param length as it was watched
     * @param access as it was watched
     */
    void unwatch(Va va, long length, MemoryAccess access);
}
