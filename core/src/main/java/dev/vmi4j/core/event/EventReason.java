package dev.vmi4j.core.event;

import java.util.Optional;

/**
 * Why an event fired, with its details. Implemented by a sealed family of records of each architecture; generic code
 * asks for the neutral views.
 */
public interface EventReason {
    /**
     * The reason as an access to monitored memory.
     *
     * @return empty when it is none
     */
    default Optional<MemoryAccessEvent> asMemoryAccess() {
        return Optional.empty();
    }

    /**
     * The reason as an interrupt or exception.
     *
     * @return empty when it is none
     */
    default Optional<InterruptEvent> asInterrupt() {
        return Optional.empty();
    }

    /**
     * The reason as a software breakpoint.
     *
     * @return empty when it is none; AMD64: {@code #BP}; AArch64: {@code brk}
     */
    default Optional<InterruptEvent> asSoftwareBreakpoint() {
        return Optional.empty();
    }
}
