package dev.vmi4j.tools.event;

import dev.vmi4j.core.event.EventReason;

/** Why an event fired, as far as it can be told of every architecture. */
public enum Cause {
    /** A software breakpoint is about to be executed. */
    BREAKPOINT,
    /** An instruction was executed as the answer to the event before asked for. */
    STEP,
    /** Watched memory was accessed. */
    MEMORY_ACCESS,
    /** An interrupt or exception other than a breakpoint. */
    INTERRUPT,
    /** What only the architecture's own types tell. */
    OTHER;

    static Cause of(EventReason reason, boolean steps) {
        if (reason.asSoftwareBreakpoint().isPresent()) {
            return BREAKPOINT;
        }
        if (reason.asMemoryAccess().isPresent()) {
            return MEMORY_ACCESS;
        }
        if (reason.asInterrupt().isPresent()) {
            return INTERRUPT;
        }
        return steps ? STEP : OTHER;
    }
}
