package dev.vmi4j.tools.breakpoint;

import dev.vmi4j.core.VmiCore;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.event.EventResponse;
import dev.vmi4j.core.event.VmiEvent;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/** A breakpoint of one owner. Thread-safe; may be removed while it is being hit. */
public final class Breakpoint {
    private final BreakpointManager manager;
    private final BreakpointRequest request;
    private final HitHandler handler;
    private final LongAdder hits = new LongAdder();
    private final LongAdder filtered = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    private volatile BreakpointState state = BreakpointState.PENDING;
    private final ReentrantLock placing = new ReentrantLock();
    private volatile Optional<Va> address = Optional.empty();

    Breakpoint(BreakpointManager manager, BreakpointRequest request, HitHandler handler) {
        this.manager = manager;
        this.request = request;
        this.handler = handler;
    }

    /**
     * What was asked for.
     *
     * @return the request
     */
    public BreakpointRequest request() {
        return request;
    }

    /**
     * Where it is.
     *
     * @return empty while its symbol or module is not there
     */
    public Optional<Va> address() {
        return address;
    }

    /**
     * What has become of it.
     *
     * @return its state now
     */
    public BreakpointState state() {
        return state;
    }

    /**
     * How often it was hit.
     *
     * @return the numbers so far
     */
    public BreakpointStatistics statistics() {
        return new BreakpointStatistics(hits.sum(), filtered.sum(), rejected.sum(), unreadable.sum());
    }

    /** Takes it out of the guest; doing it twice has no further effect. */
    public void remove() {
        if (end()) {
            manager.forget(this);
        }
    }

    private synchronized boolean end() {
        boolean ends = state != BreakpointState.REMOVED;
        state = BreakpointState.REMOVED;
        return ends;
    }

    /** Held by whoever brings it to its place; a driver may make a thread wait, so none waits for this lock. */
    ReentrantLock placing() {
        return placing;
    }

    synchronized void moveTo(Optional<Va> va, boolean armed) {
        address = va;
        if (state != BreakpointState.REMOVED) {
            state = armed ? BreakpointState.ARMED : BreakpointState.PENDING;
        }
    }

    /** Hands a hit to the owner, if it is meant for it. */
    Optional<EventResponse> hit(VmiCore core, VmiEvent event) {
        if (state() == BreakpointState.REMOVED) {
            return Optional.empty();
        }
        if (!request.scope().contains(event.registers())) {
            filtered.increment();
            return Optional.empty();
        }
        Hit hit = new Hit(core, this, event);
        if (!counts(hit)) {
            return Optional.empty();
        }
        hits.increment();
        return Optional.of(handler.hit(hit));
    }

    private boolean counts(Hit hit) {
        try {
            if (request.condition().test(hit)) {
                return true;
            }
            rejected.increment();
            return false;
        } catch (VmiException _) {
            unreadable.increment();
            return false;
        }
    }

    @Override
    public String toString() {
        return request.owner() + "'s breakpoint at " + request.place() + " (" + request.scope() + "), " + state();
    }
}
