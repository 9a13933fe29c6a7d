package dev.vmi4j.tools.event;

import dev.vmi4j.core.event.EventAction;
import dev.vmi4j.core.event.EventResponse;
import dev.vmi4j.core.event.VmiEvent;

/** Makes one answer of several. */
public final class Responses {
    private Responses() {}

    /**
     * One answer of two. Of the actions the first that is more than to go on counts; of views and registers the later.
     *
     * @param first the answer that was given first
     * @param second the answer that was given to the event {@linkplain #after as the first left it}
     * @return what both together ask for
     */
    public static EventResponse merge(EventResponse first, EventResponse second) {
        EventAction action = first.action() instanceof EventAction.Continue ? second.action() : first.action();
        return new EventResponse(
                action, second.view().or(first::view), second.registers().or(first::registers));
    }

    /**
     * An event as the next to answer it sees it.
     *
     * @param event what happened
     * @param response what was answered so far
     * @return the event with the registers of the answer
     */
    public static VmiEvent after(VmiEvent event, EventResponse response) {
        return response.registers().isEmpty()
                ? event
                : new VmiEvent(
                        event.vcpu(), event.view(), response.registers().get(), event.reason(), event.vcpuPaused());
    }
}
