package dev.vmi4j.core.os;

import dev.vmi4j.core.address.Va;
import java.util.function.Predicate;

/**
 * A thread of a guest, of whatever system. Every accessor reads the guest when asked and fails with a {@link
 * dev.vmi4j.core.error.VmiException} when it cannot. Implemented by each operating system layer.
 */
public interface GuestThread {
    /**
     * The kernel's object.
     *
     * @return its address; Linux: the {@code task_struct}
     */
    Va object();

    /**
     * The thread identifier.
     *
     * @return as user space sees it; 0 for the idle thread of a CPU
     */
    long id();

    /**
     * The name.
     *
     * @return as the kernel keeps it; that of the process where threads have none
     */
    String name();

    /**
     * The process that it belongs to.
     *
     * @return the process
     */
    GuestProcess process();

    /**
     * A predicate that finds a thread.
     *
     * @param id thread identifier
     * @return true for the thread of that identifier
     */
    static Predicate<GuestThread> hasId(long id) {
        return thread -> thread.id() == id;
    }

    /**
     * A predicate that finds threads.
     *
     * @param name the whole name
     * @return true for threads of that name
     */
    static Predicate<GuestThread> hasName(String name) {
        return thread -> thread.name().equals(name);
    }
}
