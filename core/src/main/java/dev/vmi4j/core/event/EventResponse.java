package dev.vmi4j.core.event;

import dev.vmi4j.core.address.View;
import dev.vmi4j.core.arch.Registers;
import java.util.Optional;

/**
 * The answer to an event.
 *
 * @param action what the virtual CPU shall do
 * @param view the view it shall use from now on; empty to keep the one it has
 * @param registers the registers it shall go on with; empty to keep those it has
 */
public record EventResponse(EventAction action, Optional<View> view, Optional<Registers> registers) {
    /** Go on as if nothing had happened. */
    public static final EventResponse CONTINUE = of(new EventAction.Continue());

    /**
     * A response that only acts.
     *
     * @param action what the virtual CPU shall do
     * @return the response
     */
    public static EventResponse of(EventAction action) {
        return new EventResponse(action, Optional.empty(), Optional.empty());
    }

    /**
     * The same response with a view.
     *
     * @param next the view to use from now on
     * @return a copy
     */
    public EventResponse withView(View next) {
        return new EventResponse(action, Optional.of(next), registers);
    }

    /**
     * The same response with registers.
     *
     * @param next the registers to go on with
     * @return a copy
     */
    public EventResponse withRegisters(Registers next) {
        return new EventResponse(action, view, Optional.of(next));
    }
}
