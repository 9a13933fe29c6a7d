package dev.vmi4j.tools.event;

import dev.vmi4j.core.VmiCore;
import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.driver.MonitorsEvents;
import dev.vmi4j.core.event.EventAction;
import dev.vmi4j.core.event.EventResponse;
import dev.vmi4j.core.event.VmiEvent;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/**
 * Waits for the events of a guest and hands each to several tools in the order in which they were added. At each event
 * what the guest's caches hold is forgotten, since it has run. When a tool throws, all tools are closed before the
 * exception goes on to the caller, so that nothing stays in the guest.
 *
 * <p>One thread waits; tools may be added and the loop stopped from any.
 */
public final class EventLoop implements AutoCloseable {
    private static final Duration SLICE = Duration.ofMillis(200);

    private final VmiCore core;
    private final MonitorsEvents driver;
    private final List<EventTool> tools = new CopyOnWriteArrayList<>();
    private final Set<VcpuId> stepping = new HashSet<>();
    private volatile boolean stopped;

    private EventLoop(VmiCore core, MonitorsEvents driver) {
        this.core = core;
        this.driver = driver;
    }

    /**
     * A loop over a guest.
     *
     * @param core the guest, whose driver stays with whoever opened it
     * @return a loop without tools
     * @throws dev.vmi4j.core.driver.MissingCapabilityException when the driver has no events
     */
    public static EventLoop over(VmiCore core) {
        return new EventLoop(core, core.driver().require(MonitorsEvents.class));
    }

    /**
     * Adds a tool, which the loop closes when it is closed.
     *
     * @param tool answers events from now on
     * @param <T> the tool
     * @return the tool
     */
    public <T extends EventTool> T add(T tool) {
        tools.add(tool);
        return tool;
    }

    /**
     * Waits for events and has each answered.
     *
     * @param timeout the longest to wait for the first event
     * @return the number of events answered; 0 after the time-out
     */
    public int waitForEvents(Duration timeout) {
        try {
            return driver.waitForEvents(timeout, this::answer);
        } catch (RuntimeException | Error e) {
            closeAfter(e);
            throw e;
        }
    }

    /**
     * Has events answered until there is a reason to end.
     *
     * @param done asked after each batch of events and several times a second when there are none
     */
    public void runUntil(BooleanSupplier done) {
        while (!stopped && !done.getAsBoolean()) {
            waitForEvents(SLICE);
        }
    }

    /** Ends {@link #runUntil} after the events that have arrived. */
    public void stop() {
        stopped = true;
    }

    /** Closes the tools, the last one first. */
    @Override
    public void close() {
        stopped = true;
        Optional<RuntimeException> failure = closeTools();
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private EventResponse answer(VmiEvent event) {
        core.newEpoch();
        Cause cause = Cause.of(event.reason(), stepping.remove(event.vcpu()));
        EventResponse response = EventResponse.CONTINUE;
        for (EventTool tool : tools) {
            Optional<EventResponse> own = tool.handle(Responses.after(event, response), cause);
            response = own.isPresent() ? Responses.merge(response, own.get()) : response;
        }
        if (response.action() instanceof EventAction.SingleStep) {
            stepping.add(event.vcpu());
        }
        return response;
    }

    private void closeAfter(Throwable reason) {
        stopped = true;
        closeTools().ifPresent(reason::addSuppressed);
    }

    private Optional<RuntimeException> closeTools() {
        Optional<RuntimeException> failure = Optional.empty();
        for (EventTool tool : tools.reversed()) {
            try {
                tool.close();
            } catch (RuntimeException e) {
                failure.ifPresent(e::addSuppressed);
                failure = Optional.of(e);
            }
        }
        tools.clear();
        return failure;
    }
}
