package dev.vmi4j.tools.syscall;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.event.EventResponse;
import dev.vmi4j.core.os.SystemCall;
import dev.vmi4j.core.os.SystemCallDecoder;
import dev.vmi4j.core.os.SystemCallDecoder.Entered;
import dev.vmi4j.core.os.SystemCallDecoder.Gate;
import dev.vmi4j.tools.breakpoint.Breakpoint;
import dev.vmi4j.tools.breakpoint.BreakpointManager;
import dev.vmi4j.tools.breakpoint.BreakpointRequest;
import dev.vmi4j.tools.breakpoint.Hit;
import dev.vmi4j.tools.breakpoint.Place;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Follows system calls by two stops for each: at the gate of the kernel, and where the gate returns to, which is learnt at
 * the first stop. The two are paired by the stack pointer that the return will find: every thread has a stack of its own in
 * the kernel, and makes one system call at a time. So nothing has to be asked of the guest to pair them, and a thread may
 * move to another virtual CPU meanwhile.
 *
 * <p>A thread that is killed in a system call never returns from it; such a call is given up when another one comes to the
 * same stack. For use by the thread that waits for events.
 */
public final class SystemCallTracer implements AutoCloseable {
    private static final String OWNER = "system call tracer";
    /** More threads than a guest has in system calls at once. */
    private static final int LIMIT = 1 << 20;

    private final BreakpointManager manager;
    private final SystemCallDecoder decoder;
    private final Predicate<Entered> filter;
    private final SystemCallListener listener;
    private final Map<Va, Breakpoint> breakpoints = new HashMap<>();
    private final Map<Va, Entered> waiting = new LinkedHashMap<>();
    private long entered;
    private long returned;
    private long endless;
    private long abandoned;
    private long unseen;
    private long filtered;
    private long unreadable;

    private SystemCallTracer(
            BreakpointManager manager,
            SystemCallDecoder decoder,
            Predicate<Entered> filter,
            SystemCallListener listener) {
        this.manager = manager;
        this.decoder = decoder;
        this.filter = filter;
        this.listener = listener;
    }

    /**
     * Begins to follow system calls.
     *
     * @param manager sets the breakpoints
     * @param decoder knows the guest's system calls
     * @param filter whether a call is to be followed; asked at its beginning
     * @param listener hears of each call when it ends
     * @return the tracer, to be closed before the manager
     */
    public static SystemCallTracer start(
            BreakpointManager manager,
            SystemCallDecoder decoder,
            Predicate<Entered> filter,
            SystemCallListener listener) {
        SystemCallTracer tracer = new SystemCallTracer(manager, decoder, filter, listener);
        decoder.gates().forEach(tracer::watch);
        return tracer;
    }

    private void watch(Gate gate) {
        breakpoints.put(
                gate.va(), manager.set(BreakpointRequest.of(OWNER, Place.address(gate.va())), hit -> enter(gate, hit)));
    }

    private EventResponse enter(Gate gate, Hit hit) {
        try {
            decoder.enter(gate, hit.registers()).ifPresent(call -> begin(call, hit));
        } catch (VmiException _) {
            unreadable++;
        }
        return EventResponse.CONTINUE;
    }

    private void begin(Entered call, Hit hit) {
        if (!filter.test(call)) {
            filtered++;
            return;
        }
        entered++;
        SystemCall known = call.call();
        if (call.returns()) {
            await(call, hit.registers().returned(hit.core().memory()));
        } else {
            endless++;
            listener.ended(known);
        }
    }

    private void await(Entered call, Registers later) {
        Va place = later.instructionPointer();
        if (!breakpoints.containsKey(place)) {
            breakpoints.put(place, manager.set(BreakpointRequest.of(OWNER, Place.address(place)), this::leave));
        }
        giveUp(waiting.remove(later.stackPointer()));
        if (waiting.size() == LIMIT) {
            Iterator<Entered> oldest = waiting.values().iterator();
            giveUp(oldest.next());
            oldest.remove();
        }
        waiting.put(later.stackPointer(), call);
    }

    private void giveUp(@Nullable Entered call) {
        if (call != null) {
            abandoned++;
            listener.ended(call.call());
        }
    }

    private EventResponse leave(Hit hit) {
        Entered call = waiting.remove(hit.registers().stackPointer());
        if (call == null) {
            unseen++;
        } else {
            end(call, hit);
        }
        return EventResponse.CONTINUE;
    }

    private void end(Entered call, Hit hit) {
        try {
            SystemCall known = call.returned(hit.registers());
            returned++;
            listener.ended(known);
        } catch (VmiException _) {
            unreadable++;
        }
    }

    /**
     * What was seen so far.
     *
     * @return the numbers
     */
    public TraceStatistics statistics() {
        return new TraceStatistics(entered, returned, endless, abandoned, unseen, filtered, unreadable, waiting.size());
    }

    /** Removes the breakpoints. The listener hears of the calls that have not ended, without a result. */
    @Override
    public void close() {
        breakpoints.values().forEach(Breakpoint::remove);
        waiting.values().forEach(call -> listener.ended(call.call()));
        waiting.clear();
    }
}
