package dev.vmi4j.tools.breakpoint;

import dev.vmi4j.core.event.EventResponse;

/** Answers the hits of a breakpoint. Implemented by tools and by users. */
@FunctionalInterface
public interface HitHandler {
    /**
     * Answers a hit. The instruction at the breakpoint is executed afterwards, unless the answer has registers with
     * another instruction pointer.
     *
     * @param hit what happened
     * @return what shall happen then
     */
    EventResponse hit(Hit hit);

    /**
     * A handler that only looks.
     *
     * @param look sees each hit
     * @return a handler that lets the guest go on
     */
    static HitHandler looking(java.util.function.Consumer<Hit> look) {
        return hit -> {
            look.accept(hit);
            return EventResponse.CONTINUE;
        };
    }
}
