package dev.vmi4j.driver.qemu;

import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.DebuggerView;
import dev.vmi4j.core.arch.EventMonitor;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.event.EventAction;
import dev.vmi4j.core.event.EventHandler;
import dev.vmi4j.core.event.EventReason;
import dev.vmi4j.core.event.EventResponse;
import dev.vmi4j.core.event.VmiEvent;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.driver.qemu.gdb.GdbClient;
import dev.vmi4j.driver.qemu.gdb.PointKind;
import dev.vmi4j.driver.qemu.gdb.StopReply;
import dev.vmi4j.driver.qemu.io.Deadline;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Breakpoints, watchpoints and single steps, and the loop that has the events answered. The stub stops all virtual CPUs
 * at the first event; when two hit a breakpoint at once, it tells of one, and the other hits again when the guest goes
 * on, since it has not executed the instruction. To go on from a breakpoint one virtual CPU makes one step while the
 * others stand, which QEMU lets pass over the breakpoint: nothing is removed meanwhile, so nothing is missed.
 */
final class Events {
    /** How long the lock is held in one go while nothing happens. */
    private static final Duration SLICE = Duration.ofMillis(20);

    private static final int LONGEST_INSTRUCTION = 16;
    /** More than there are late stops of other virtual CPUs. */
    private static final int STEP_ATTEMPTS = 16;
    /** The length of a breakpoint; QEMU wants 1 whatever the instruction is. */
    private static final int INSTRUCTION = 1;

    private static final Gfn NO_FRAME = new Gfn(-1L >>> 12);

    private final Machine machine;
    private final GuestRegisters registers;
    private final DebuggerView view;
    private final PhysicalMemory memory;
    private final QemuOptions options;
    private final PointKind breakpointKind;
    private final Set<EventMonitor> monitors = new HashSet<>();
    private final Set<Long> breakpoints = new HashSet<>();
    private final Map<Watch, PointKind> watches = new LinkedHashMap<>();
    /** The thread that makes a step that was asked for; 0 when none does. */
    private int stepping;

    private List<Integer> threads = List.of();
    private int turn;

    private record Watch(long address, long length, MemoryAccess access) {}

    Events(
            Machine machine,
            GuestRegisters registers,
            DebuggerView view,
            PhysicalMemory memory,
            QemuOptions options,
            PointKind breakpointKind) {
        this.machine = machine;
        this.registers = registers;
        this.view = view;
        this.memory = memory;
        this.options = options;
        this.breakpointKind = breakpointKind;
    }

    boolean supports(EventMonitor monitor) {
        return view.isSingleStep(monitor) || view.isBreakpoint(monitor);
    }

    void enable(EventMonitor monitor) {
        machine.standing(_ -> monitors.add(monitor));
    }

    void disable(EventMonitor monitor) {
        machine.lock().lock();
        try {
            monitors.remove(monitor);
            if (!everyStep() && machine.isAttached() && !machine.isPaused()) machine.go();
        } finally {
            machine.lock().unlock();
        }
    }

    void setBreakpoint(long address) {
        machine.standing(client -> {
            if (breakpoints.contains(address)) return false;
            client.insert(breakpointKind, address, INSTRUCTION);
            return breakpoints.add(address);
        });
    }

    void removeBreakpoint(long address) {
        machine.standing(client -> {
            if (!breakpoints.contains(address)) return false;
            client.remove(breakpointKind, address, INSTRUCTION);
            return breakpoints.remove(address);
        });
    }

    void watch(long address, long length, MemoryAccess access) {
        PointKind kind = kind(access);
        machine.standing(client -> {
            Watch watch = new Watch(address, length, access);
            if (watches.containsKey(watch)) return false;
            client.insert(kind, address, length);
            watches.put(watch, kind);
            return true;
        });
    }

    void unwatch(long address, long length, MemoryAccess access) {
        machine.standing(client -> {
            PointKind kind = watches.remove(new Watch(address, length, access));
            if (kind != null) client.remove(kind, address, length);
            return true;
        });
    }

    private static PointKind kind(MemoryAccess access) {
        if (access.equals(MemoryAccess.W)) return PointKind.WRITE_WATCHPOINT;
        if (access.equals(MemoryAccess.R)) return PointKind.READ_WATCHPOINT;
        if (access.equals(MemoryAccess.RW)) return PointKind.ACCESS_WATCHPOINT;
        throw new IllegalArgumentException("QEMU's stub can watch r--, -w- and rw-, not " + access);
    }

    /** Removes everything that could stop the guest. */
    void removeAll() {
        if (!machine.isAttached()) return;
        machine.standing(client -> {
            for (long address : breakpoints) client.remove(breakpointKind, address, INSTRUCTION);
            breakpoints.clear();
            watches.forEach((watch, kind) -> client.remove(kind, watch.address(), watch.length()));
            watches.clear();
            monitors.clear();
            stepping = 0;
            machine.takeUnanswered();
            return true;
        });
    }

    int pending() {
        machine.lock().lock();
        try {
            if (!machine.isAttached()) return 0;
            if (!machine.hasUnanswered() && machine.attach().isRunning()) {
                machine.attach().awaitStop(Duration.ZERO).filter(this::isEvent).ifPresent(machine::keepUnanswered);
            }
            return machine.hasUnanswered() ? 1 : 0;
        } finally {
            machine.lock().unlock();
        }
    }

    int waitForEvents(Duration timeout, EventHandler handler) {
        var deadline = Deadline.in(System::nanoTime, timeout);
        machine.attach();
        while (true) {
            Optional<Integer> answered = attempt(deadline, handler);
            if (answered.isPresent()) return answered.get();
        }
    }

    /** One slice of waiting, with the lock held; empty when there was nothing and time is left. */
    private Optional<Integer> attempt(Deadline deadline, EventHandler handler) {
        machine.lock().lock();
        try {
            GdbClient client = machine.attach();
            Optional<StopReply> stop = machine.takeUnanswered();
            if (stop.isEmpty() && machine.isPaused()) return Optional.of(0);
            if (stop.isEmpty() && everyStep()) {
                stop = stepNext(client);
            } else if (stop.isEmpty()) {
                if (!client.isRunning()) run(client);
                long millis = Math.min(SLICE.toMillis(), deadline.millisLeft());
                stop = client.awaitStop(Duration.ofMillis(millis));
            }
            if (stop.isPresent()) {
                if (isEvent(stop.get()) && answer(client, stop.get(), handler)) return Optional.of(1);
                return deadline.millisLeft() == 0 ? Optional.of(0) : Optional.empty();
            }
            return deadline.millisLeft() == 0 ? Optional.of(0) : Optional.empty();
        } finally {
            machine.lock().unlock();
        }
    }

    private boolean isEvent(StopReply stop) {
        if (stop.ended()) throw new QemuException(machine.toString(), "the guest has ended");
        return stop.signal() == StopReply.TRAP;
    }

    private boolean everyStep() {
        return monitors.stream().anyMatch(view::isSingleStep);
    }

    private void run(GdbClient client) {
        if (stepping != 0) client.step(stepping);
        else machine.go();
    }

    /** One step of the next virtual CPU in turn, while the others stand. One that halts has none to make. */
    private Optional<StopReply> stepNext(GdbClient client) {
        machine.stop();
        Optional<StopReply> other = machine.takeUnanswered();
        if (other.isPresent()) return other;
        if (threads.isEmpty()) threads = client.threads();
        int thread = stepping != 0 ? stepping : threads.get(turn++ % threads.size());
        stepping = thread;
        client.step(thread);
        Optional<StopReply> stop = client.awaitStop(SLICE);
        if (stop.isEmpty()) {
            stepping = 0;
            machine.stop();
            return machine.takeUnanswered();
        }
        return stop;
    }

    /** False when the stop was no event that anybody asked for. */
    private boolean answer(GdbClient client, StopReply stop, EventHandler handler) {
        try {
            int thread = Machine.thread(stop);
            Registers now = registers.quick(client, thread);
            Optional<EventReason> reason = reason(stop, thread, now);
            if (stepping == thread) stepping = 0;
            if (reason.isEmpty()) {
                machine.go();
                return false;
            }
            var event = new VmiEvent(GuestRegisters.vcpu(thread), Optional.empty(), now, reason.get(), true);
            respond(client, thread, now, handler.handle(event));
            return true;
        } catch (RuntimeException | Error e) {
            abandon(e);
            throw e;
        }
    }

    /** What is thrown at an event ends everything: no breakpoint is left on which a guest would stand for ever. */
    private void abandon(Throwable reason) {
        try {
            removeAll();
            if (!machine.isPaused()) machine.go();
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    private Optional<EventReason> reason(StopReply stop, int thread, Registers now) {
        Va ip = now.instructionPointer();
        if (stop.address().isPresent()) {
            Va va = new Va(stop.address().getAsLong());
            return Optional.of(view.memoryAccess(
                    pa(now, va), Optional.of(va), stop.access().orElse(MemoryAccess.RW)));
        }
        if (stepping == thread) return Optional.of(view.singleStep(frame(now, ip)));
        return breakpoints.contains(ip.value()) ? Optional.of(view.breakpoint(frame(now, ip))) : Optional.empty();
    }

    private Gfn frame(Registers now, Va va) {
        return space(now, va).tryTranslate(va).map(now.architecture()::gfn).orElse(NO_FRAME);
    }

    private Pa pa(Registers now, Va va) {
        return space(now, va).tryTranslate(va).orElse(new Pa(-1));
    }

    private AddressSpace space(Registers now, Va va) {
        return now.addressSpace(memory, va);
    }

    private void respond(GdbClient client, int thread, Registers was, EventResponse response) {
        Registers now = response.registers().orElse(was);
        if (response.view().isPresent()) throw new QemuException("QEMU", "it has no views to switch to");
        if (response.registers().isPresent()) registers.write(client, thread, was, now);
        switch (response.action()) {
            case EventAction.Continue _ -> {
                boolean moved = !now.instructionPointer().equals(was.instructionPointer());
                if (!moved && breakpoints.contains(now.instructionPointer().value())) stepOver(client, thread, now);
                if (!machine.isPaused()) resumeOrStep();
            }
            case EventAction.SingleStep _ -> stepping = thread;
            case EventAction.Deny _ -> throw unsupported("deny what has happened already");
            case EventAction.ReinjectInterrupt _ -> throw unsupported("deliver a breakpoint of its own to the guest");
            case EventAction.FastSingleStep _ -> throw unsupported("step in another view");
            case EventAction.Emulate _ -> throw unsupported("emulate an instruction");
        }
    }

    private void resumeOrStep() {
        if (!everyStep()) machine.go();
    }

    private static QemuException unsupported(String what) {
        return new QemuException("QEMU", "its GDB stub cannot " + what);
    }

    /** The instruction at a breakpoint is executed; one that does nothing is passed over, which saves a stop. */
    private void stepOver(GdbClient client, int thread, Registers now) {
        int length = view.noOperationLength(code(now));
        if (length > 0) {
            Va behind = now.instructionPointer().plus(length);
            registers.write(client, thread, now, now.withInstructionPointer(behind));
            return;
        }
        step(client, thread, now.instructionPointer());
    }

    /**
     * Makes one step. Another virtual CPU that came to a breakpoint just when the guest was being stopped makes QEMU stop
     * once more as soon as it goes on, often before the step is made, whichever thread that stop names: where the
     * instruction pointer stays, the step has still to be made. An instruction that goes to itself is executed a few times.
     */
    private void step(GdbClient client, int thread, Va from) {
        for (int i = 0; i < STEP_ATTEMPTS; i++) {
            client.step(thread);
            Optional<StopReply> stop = client.awaitStop(options.patience());
            if (stop.isEmpty()) {
                machine.stop();
                return;
            }
            if (stop.get().address().isPresent()) {
                machine.keepUnanswered(stop.get());
                return;
            }
            if (stop.get().ended()
                    || !registers.quick(client, thread).instructionPointer().equals(from)) {
                return;
            }
        }
    }

    private byte[] code(Registers now) {
        long ip = now.instructionPointer().value();
        AddressSpace space = space(now, now.instructionPointer());
        int length = (int) space.readable(ip, LONGEST_INSTRUCTION);
        return length == 0 ? new byte[0] : space.readBytes(ip, length);
    }
}
