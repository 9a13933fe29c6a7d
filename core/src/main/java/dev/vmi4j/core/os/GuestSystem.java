package dev.vmi4j.core.os;

import dev.vmi4j.core.VmiCore;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.table.Table;
import java.util.List;
import java.util.Optional;

/**
 * The kernel of a guest, found and understood. Immutable and thread-safe: any number of tables can be walked at once.
 * Implemented by each operating system layer.
 */
public interface GuestSystem {
    /**
     * The operating system.
     *
     * @return lower case, for example {@code linux}
     */
    String name();

    /**
     * The kernel's release.
     *
     * @return as the kernel names itself
     */
    String release();

    /**
     * The guest below.
     *
     * @return with the architecture and paging mode that were found
     */
    VmiCore core();

    /**
     * The kernel's address space.
     *
     * @return with the kernel's own translation root
     */
    AddressSpace kernelSpace();

    /**
     * The address space of a process.
     *
     * @param pid process identifier
     * @return empty when there is no such process; the kernel's for a kernel thread
     */
    Optional<AddressSpace> processSpace(long pid);

    /**
     * What was found out, and how.
     *
     * @return in the order in which it was found
     */
    List<Finding> findings();

    /**
     * The tables of this system.
     *
     * @return sorted by name
     */
    List<Table<?>> tables();

    /**
     * A table of this system.
     *
     * @param name the table's name
     * @return empty when this system has none of that name
     */
    default Optional<Table<?>> table(String name) {
        for (Table<?> table : tables()) {
            if (table.name().equals(name)) {
                return Optional.of(table);
            }
        }
        return Optional.empty();
    }
}
