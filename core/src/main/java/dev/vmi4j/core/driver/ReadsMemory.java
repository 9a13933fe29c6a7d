package dev.vmi4j.core.driver;

import dev.vmi4j.core.memory.PhysicalMemory;

/** The capability to read guest physical memory. */
public interface ReadsMemory extends VmiDriver {
    /**
     * Guest physical memory.
     *
     * @return the same object at every call, valid until the driver is closed
     */
    PhysicalMemory memory();
}
