package dev.vmi4j.core.driver;

import dev.vmi4j.core.address.Pa;
import java.lang.foreign.MemorySegment;

/** The capability to write guest physical memory. Callers go through {@link dev.vmi4j.core.VmiCore#write}. */
public interface WritesMemory extends VmiDriver {
    /**
     * Writes bytes that lie within one page.
     *
     * @param pa guest physical address of the first byte
     * @param bytes what to write; does not cross the end of the page
     * @throws dev.vmi4j.core.memory.MissingMemoryException when the guest has no memory there
     */
    void write(Pa pa, MemorySegment bytes);
}
