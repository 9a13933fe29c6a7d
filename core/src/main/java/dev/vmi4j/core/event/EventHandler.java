package dev.vmi4j.core.event;

/** Answers events. Implemented by tools and by users. */
@FunctionalInterface
public interface EventHandler {
    /**
     * Answers an event.
     *
     * @param event what happened
     * @return what shall happen then
     */
    EventResponse handle(VmiEvent event);
}
