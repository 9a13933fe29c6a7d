package dev.vmi4j.tools.breakpoint;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.event.EventResponse;
import dev.vmi4j.core.event.VmiEvent;
import dev.vmi4j.tools.event.Cause;
import java.util.List;
import java.util.Optional;

/** How breakpoints are brought into a guest: one implementation for each way that drivers offer. */
sealed interface Traps permits DriverTraps, ViewTraps {
    /**
     * Where a trap is wanted, and by whom.
     *
     * @param owner the breakpoint it is for
     * @param va of an instruction
     * @param roots translation roots of which one maps it
     */
    record Spot(Breakpoint owner, Va va, List<Pa> roots) {}

    /**
     * Sees to it that there is a trap, and that it is where the page is now.
     *
     * @return false while the page is not mapped
     */
    boolean arm(Spot spot);

    /** Takes a trap away that {@link #arm} was asked for. */
    void disarm(Spot spot);

    /** Whether a trap can lose its page, so that {@link #arm} must be asked again. */
    boolean followsPages();

    /** Whether an event that is no breakpoint says that an instruction at a trap is about to be executed. */
    boolean isHit(Cause cause);

    /** Completes the answer to a hit: the instruction at the trap is executed, unless the owners moved away from it. */
    EventResponse goOn(VmiEvent event, EventResponse answer, boolean moved);

    /** Answers a breakpoint that is nobody's. */
    EventResponse stray(VmiEvent event);

    /** Answers an event that came of the traps themselves. */
    Optional<EventResponse> other(VmiEvent event, Cause cause);

    /** Takes everything away. */
    void close();
}
