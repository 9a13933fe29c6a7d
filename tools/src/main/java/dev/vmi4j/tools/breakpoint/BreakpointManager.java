package dev.vmi4j.tools.breakpoint;

import dev.vmi4j.core.VmiCore;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.EventMonitor;
import dev.vmi4j.core.driver.MonitorsEvents;
import dev.vmi4j.core.driver.SetsBreakpoints;
import dev.vmi4j.core.event.EventResponse;
import dev.vmi4j.core.event.VmiEvent;
import dev.vmi4j.tools.event.Cause;
import dev.vmi4j.tools.event.EventTool;
import dev.vmi4j.tools.event.Responses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Keeps the breakpoints of a guest. To be added to an {@link dev.vmi4j.tools.event.EventLoop}, which hands it the hits.
 *
 * <p>Several owners may have breakpoints at one address: each sees a hit in the order in which they were set, with the
 * registers as the ones before it left them. A breakpoint whose symbol, module or page is not there yet is {@linkplain
 * BreakpointState#PENDING pending}; {@link #refresh()} looks again, and where breakpoints lie in pages, every event does.
 *
 * <p>Thread-safe: breakpoints may be set and removed by any thread, also by a handler.
 *
 * {@snippet :
 * try (var loop = EventLoop.over(core)) {
 *     var manager = loop.add(BreakpointManager.of(core, kernelRoot, PlaceResolver.ADDRESSES));
 *     manager.set(BreakpointRequest.of("me", Place.address(va)), HitHandler.looking(System.out::println));
 *     loop.runUntil(() -> false);
 * }
 * }
 */
public final class BreakpointManager implements EventTool {
    private final VmiCore core;
    private final Pa kernelRoot;
    private final PlaceResolver resolver;
    private final Traps traps;
    private final List<Breakpoint> all = new CopyOnWriteArrayList<>();
    private final Map<Va, List<Breakpoint>> byAddress = new ConcurrentHashMap<>();
    private final Map<Breakpoint, Traps.Spot> spots = new ConcurrentHashMap<>();
    private final Map<String, BreakpointStatistics> ended = new ConcurrentHashMap<>();
    private volatile boolean closed;

    private BreakpointManager(VmiCore core, Pa kernelRoot, PlaceResolver resolver, Traps traps) {
        this.core = core;
        this.kernelRoot = kernelRoot;
        this.resolver = resolver;
        this.traps = traps;
    }

    /**
     * A manager over a driver that sets breakpoints itself.
     *
     * @param core the guest
     * @param kernelRoot the root of the kernel's page tables
     * @param resolver tells the address of a place
     * @return a manager without breakpoints
     * @throws dev.vmi4j.core.driver.MissingCapabilityException when the driver does not set breakpoints
     */
    public static BreakpointManager of(VmiCore core, Pa kernelRoot, PlaceResolver resolver) {
        Traps traps = new DriverTraps(core.driver().require(SetsBreakpoints.class));
        return new BreakpointManager(core, kernelRoot, resolver, traps);
    }

    /**
     * A manager over a driver that has views, changes access rights, adds frames and writes memory.
     *
     * @param core the guest
     * @param kernelRoot the root of the kernel's page tables
     * @param resolver tells the address of a place
     * @param breakpoints the monitor of breakpoint instructions
     * @return a manager without breakpoints
     * @throws dev.vmi4j.core.driver.MissingCapabilityException when the driver cannot do that
     */
    public static BreakpointManager overViews(
            VmiCore core, Pa kernelRoot, PlaceResolver resolver, EventMonitor breakpoints) {
        core.driver().require(MonitorsEvents.class).enable(breakpoints);
        return new BreakpointManager(core, kernelRoot, resolver, new ViewTraps(core));
    }

    /**
     * Sets a breakpoint.
     *
     * @param request where, and when it counts
     * @param handler answers the hits
     * @return the breakpoint, which may be pending
     * @throws IllegalStateException when the manager was closed
     */
    public Breakpoint set(BreakpointRequest request, HitHandler handler) {
        if (closed) {
            throw new IllegalStateException("the breakpoint manager was closed");
        }
        Breakpoint breakpoint = new Breakpoint(this, request, handler);
        all.add(breakpoint);
        place(breakpoint);
        return breakpoint;
    }

    /**
     * The breakpoints that were set and not removed.
     *
     * @return in the order in which they were set
     */
    public List<Breakpoint> breakpoints() {
        return List.copyOf(all);
    }

    /**
     * How often the breakpoints of each owner were hit, those that were removed included.
     *
     * @return by owner
     */
    public Map<String, BreakpointStatistics> statistics() {
        Map<String, BreakpointStatistics> sums = new TreeMap<>(ended);
        all.forEach(breakpoint ->
                sums.merge(breakpoint.request().owner(), breakpoint.statistics(), BreakpointStatistics::plus));
        return sums;
    }

    /** Looks again for the symbols and modules of all breakpoints, and whether their pages are mapped. */
    public void refresh() {
        all.forEach(this::place);
    }

    private void place(Breakpoint breakpoint) {
        if (!breakpoint.placing().tryLock()) {
            return;
        }
        try {
            Optional<Va> va = resolver.resolve(
                    breakpoint.request().place(), breakpoint.request().scope());
            if (!va.equals(breakpoint.address())) {
                leave(breakpoint);
                va.ifPresent(known -> enter(breakpoint, known));
            }
            arm(breakpoint, va);
        } finally {
            breakpoint.placing().unlock();
        }
    }

    private void enter(Breakpoint breakpoint, Va va) {
        spots.put(
                breakpoint,
                new Traps.Spot(breakpoint, va, roots(breakpoint.request().scope())));
        byAddress.merge(va, List.of(breakpoint), BreakpointManager::joined);
    }

    private void leave(Breakpoint breakpoint) {
        Optional<Traps.Spot> spot = Optional.ofNullable(spots.remove(breakpoint));
        spot.ifPresent(known -> {
            byAddress.computeIfPresent(known.va(), (_, here) -> without(here, breakpoint));
            traps.disarm(known);
        });
    }

    private void arm(Breakpoint breakpoint, Optional<Va> va) {
        Optional<Traps.Spot> spot = Optional.ofNullable(spots.get(breakpoint));
        breakpoint.moveTo(va, spot.isPresent() && traps.arm(spot.get()));
        if (breakpoint.state() == BreakpointState.REMOVED) {
            leave(breakpoint);
        }
    }

    private List<Pa> roots(Scope scope) {
        return switch (scope) {
            case Scope.Everywhere _ -> List.of(kernelRoot);
            case Scope.InProcess process -> process.roots();
        };
    }

    private static List<Breakpoint> joined(List<Breakpoint> here, List<Breakpoint> more) {
        List<Breakpoint> joined = new ArrayList<>(here);
        joined.addAll(more);
        return List.copyOf(joined);
    }

    /** Null, which takes the entry out of the map, when nobody is left. */
    @SuppressWarnings("NullAway")
    private static List<Breakpoint> without(List<Breakpoint> here, Breakpoint breakpoint) {
        List<Breakpoint> left =
                here.stream().filter(other -> !other.equals(breakpoint)).toList();
        return left.isEmpty() ? null : left;
    }

    void forget(Breakpoint breakpoint) {
        if (all.remove(breakpoint)) {
            ended.merge(breakpoint.request().owner(), breakpoint.statistics(), BreakpointStatistics::plus);
        }
        leave(breakpoint);
    }

    @Override
    public Optional<EventResponse> handle(VmiEvent event, Cause cause) {
        if (closed) {
            return Optional.empty();
        }
        if (traps.followsPages()) {
            spots.keySet().forEach(this::follow);
        }
        Optional<EventResponse> own = traps.other(event, cause);
        return own.isPresent() || !traps.isHit(cause) ? own : hit(event, cause);
    }

    private void follow(Breakpoint breakpoint) {
        if (breakpoint.placing().tryLock()) {
            try {
                arm(breakpoint, breakpoint.address());
            } finally {
                breakpoint.placing().unlock();
            }
        }
    }

    private Optional<EventResponse> hit(VmiEvent event, Cause cause) {
        Va ip = event.registers().instructionPointer();
        List<Breakpoint> here = byAddress.getOrDefault(ip, List.of());
        if (here.isEmpty()) {
            return cause == Cause.BREAKPOINT ? Optional.of(traps.stray(event)) : Optional.empty();
        }
        EventResponse answer = EventResponse.CONTINUE;
        for (Breakpoint breakpoint : here) {
            Optional<EventResponse> own = breakpoint.hit(core, Responses.after(event, answer));
            answer = own.isPresent() ? Responses.merge(answer, own.get()) : answer;
        }
        boolean moved = answer.registers()
                .filter(now -> !now.instructionPointer().equals(ip))
                .isPresent();
        return Optional.of(traps.goOn(event, answer, moved));
    }

    /** Removes every breakpoint. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            all.forEach(Breakpoint::remove);
            traps.close();
        }
    }
}
