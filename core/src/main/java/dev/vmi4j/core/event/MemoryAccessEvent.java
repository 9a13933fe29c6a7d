package dev.vmi4j.core.event;

import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import java.util.Optional;

/** The neutral view of an access to monitored memory. Implemented by an event reason of each architecture. */
public interface MemoryAccessEvent {
    /**
     * Where memory was accessed.
     *
     * @return guest physical address
     */
    Pa pa();

    /**
     * The virtual address of the access.
     *
     * @return empty when the driver does not know it
     */
    Optional<Va> va();

    /**
     * What was done.
     *
     * @return at least one kind of access
     */
    MemoryAccess access();
}
