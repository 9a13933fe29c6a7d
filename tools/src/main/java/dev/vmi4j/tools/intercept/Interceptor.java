package dev.vmi4j.tools.intercept;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.event.EventResponse;
import dev.vmi4j.tools.breakpoint.Breakpoint;
import dev.vmi4j.tools.breakpoint.BreakpointManager;
import dev.vmi4j.tools.breakpoint.BreakpointRequest;
import dev.vmi4j.tools.breakpoint.Hit;
import dev.vmi4j.tools.breakpoint.Place;
import dev.vmi4j.tools.breakpoint.Scope;
import dev.vmi4j.tools.intercept.FunctionHook.Decision;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Has a {@link FunctionHook} asked when a function begins and when it returns. The return is met by a breakpoint at the
 * return address; which call it ends is told by the stack pointer, which every thread has its own of and every level of a
 * recursion too. A call that never returns (a long jump, the end of its thread) is given up when another call comes to the
 * same place on the stack, and at the latest when a bounded number of calls wait.
 *
 * <p>Breakpoints at return addresses stay for the next call, up to a bounded number. For use by the thread that waits for
 * events.
 */
public final class Interceptor implements AutoCloseable {
    private static final int CALLS = 1 << 16;
    private static final int PLACES = 1 << 10;

    private final BreakpointManager manager;
    private final BreakpointRequest request;
    private final FunctionHook hook;
    private final Map<Frame, FunctionCall> waiting = new LinkedHashMap<>();
    private final Map<Va, Breakpoint> places = new LinkedHashMap<>();
    private final Map<Va, Integer> awaited = new HashMap<>();
    private Optional<Breakpoint> entry = Optional.empty();
    private long entered;
    private long returned;
    private long skipped;
    private long abandoned;

    /** Where a call will return to, with which stack pointer; the stacks of the kernel are the same in all processes. */
    private record Frame(Va place, Va stack, Pa root) {}

    private Interceptor(BreakpointManager manager, BreakpointRequest request, FunctionHook hook) {
        this.manager = manager;
        this.request = request;
        this.hook = hook;
    }

    /**
     * Begins to intercept a function.
     *
     * @param manager sets the breakpoints
     * @param request where the function begins, and which calls count
     * @param hook is asked
     * @return the interceptor, to be closed before the manager
     */
    public static Interceptor start(BreakpointManager manager, BreakpointRequest request, FunctionHook hook) {
        Interceptor interceptor = new Interceptor(manager, request, hook);
        interceptor.entry = Optional.of(manager.set(request, interceptor::enter));
        return interceptor;
    }

    private EventResponse enter(Hit hit) {
        entered++;
        return switch (hook.entered(hit)) {
            case Decision.Proceed(Optional<Registers> changed, Object tag) -> {
                await(hit, new FunctionCall(hit.registers(), tag));
                yield new EventResponse(EventResponse.CONTINUE.action(), Optional.empty(), changed);
            }
            case Decision.Forget() -> EventResponse.CONTINUE;
            case Decision.Skip(long result) -> {
                skipped++;
                yield EventResponse.CONTINUE.withRegisters(after(hit).withResult(result));
            }
        };
    }

    private static Registers after(Hit hit) {
        return hit.registers().returned(hit.core().memory());
    }

    private void await(Hit hit, FunctionCall call) {
        Registers later = after(hit);
        Frame frame = frame(later);
        giveUpAt(frame);
        if (waiting.size() == CALLS) {
            giveUp(waiting.keySet().iterator().next());
        }
        waiting.put(frame, call);
        awaited.merge(frame.place(), 1, Integer::sum);
        if (!places.containsKey(frame.place())) {
            makeRoom();
            places.put(frame.place(), manager.set(returnTo(frame.place()), this::leave));
        }
    }

    private BreakpointRequest returnTo(Va place) {
        Scope scope = request.scope();
        return BreakpointRequest.of(request.owner() + " (return)", Place.address(place))
                .in(scope);
    }

    private void makeRoom() {
        if (places.size() >= PLACES) {
            places.keySet().stream()
                    .filter(place -> !awaited.containsKey(place))
                    .findFirst()
                    .flatMap(place -> Optional.ofNullable(places.remove(place)))
                    .ifPresent(Breakpoint::remove);
        }
    }

    /** Addresses of the upper half are the kernel's, whose stacks do not change with the process. */
    private static Frame frame(Registers later) {
        Va stack = later.stackPointer();
        Pa root = stack.value() < 0 ? Pa.ZERO : later.translationRoot(Va.ZERO);
        return new Frame(later.instructionPointer(), stack, root);
    }

    /** A call that comes to the place of another one on the stack shows that the other is gone, wherever it would return. */
    private void giveUpAt(Frame frame) {
        if (waiting.containsKey(frame)) {
            giveUp(frame);
        }
    }

    private void giveUp(Frame frame) {
        waiting.remove(frame);
        forget(frame.place());
        abandoned++;
    }

    private void forget(Va place) {
        awaited.merge(place, -1, Integer::sum);
        awaited.remove(place, 0);
    }

    private EventResponse leave(Hit hit) {
        Frame frame = frame(hit.registers());
        Optional<FunctionCall> call = Optional.ofNullable(waiting.remove(frame));
        if (call.isEmpty()) {
            return EventResponse.CONTINUE;
        }
        forget(frame.place());
        returned++;
        return new EventResponse(EventResponse.CONTINUE.action(), Optional.empty(), hook.returned(call.get(), hit));
    }

    /**
     * What was seen so far.
     *
     * @return the numbers
     */
    public InterceptStatistics statistics() {
        return new InterceptStatistics(entered, returned, skipped, abandoned, waiting.size());
    }

    /** Removes the breakpoints; the hook hears nothing more. */
    @Override
    public void close() {
        entry.ifPresent(Breakpoint::remove);
        places.values().forEach(Breakpoint::remove);
        places.clear();
        waiting.clear();
        awaited.clear();
    }
}
