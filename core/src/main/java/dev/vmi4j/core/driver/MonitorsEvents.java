package dev.vmi4j.core.driver;

import dev.vmi4j.core.arch.EventMonitor;
import dev.vmi4j.core.event.EventHandler;
import java.time.Duration;

/** The capability to report events of the guest and to act on the response. */
public interface MonitorsEvents extends VmiDriver {
    /**
     * Whether the driver can report something.
     *
     * @param monitor of the guest's architecture
     * @return true when {@link #enable} accepts it
     */
    boolean supports(EventMonitor monitor);

    /**
     * Begins to report something.
     *
     * @param monitor of the guest's architecture
     * @throws IllegalArgumentException when the driver does not support it
     */
    void enable(EventMonitor monitor);

    /**
     * Ceases to report something.
     *
     * @param monitor of the guest's architecture
     */
    void disable(EventMonitor monitor);

    /**
     * The number of events that wait to be handled.
     *
     * @return not negative
     */
    int pendingEvents();

    /**
     * Waits for events and has each answered. Returns after the events that had arrived were answered.
     *
     * @param timeout the longest to wait for the first event
     * @param handler answers the events; what it throws ends the wait with the guest in a state to go on
     * @return the number of events answered; 0 after the time-out
     */
    int waitForEvents(Duration timeout, EventHandler handler);
}
