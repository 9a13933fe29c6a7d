package dev.vmi4j.tools.event;

import dev.vmi4j.core.event.EventResponse;
import dev.vmi4j.core.event.VmiEvent;
import java.util.Optional;

/** Something that answers events of a guest beside others. Implemented by tools and by users. */
public interface EventTool extends AutoCloseable {
    /**
     * Answers an event that is this tool's business.
     *
     * @param event what happened, with the registers as the tools before this one left them
     * @param cause why it fired
     * @return what shall happen then; empty when the event is none of this tool's business
     */
    Optional<EventResponse> handle(VmiEvent event, Cause cause);

    /** Takes everything that the tool put into the guest out of it again; closing it twice has no further effect. */
    @Override
    void close();
}
