package dev.vmi4j.core.event;

import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.arch.Interrupt;

/** The neutral view of an interrupt or exception. Implemented by an event reason of each architecture. */
public interface InterruptEvent {
    /**
     * The guest frame of the current instruction pointer.
     *
     * @return frame number
     */
    Gfn gfn();

    /**
     * What was taken.
     *
     * @return the interrupt or exception
     */
    Interrupt interrupt();
}
