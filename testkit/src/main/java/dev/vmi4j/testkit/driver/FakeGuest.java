package dev.vmi4j.testkit.driver;

import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.address.View;
import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.arch.Interrupt;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.event.EventAction;
import dev.vmi4j.core.event.EventReason;
import dev.vmi4j.core.event.EventResponse;
import dev.vmi4j.core.event.InterruptEvent;
import dev.vmi4j.core.event.VmiEvent;
import dev.vmi4j.testkit.memory.SyntheticMemory;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The guest behind a {@link FakeDriver}: what a test makes it do, and what the driver's calls did to it. Thread-safe. */
public final class FakeGuest {
    private final Architecture architecture;
    private final SyntheticMemory memory;
    private final FakeViews views;
    private final List<Registers> registers;
    private final List<View> current = new ArrayList<>();
    private final List<Injected> injected = new ArrayList<>();
    private final List<Answered> answers = new ArrayList<>();
    private final LinkedBlockingQueue<VmiEvent> queue = new LinkedBlockingQueue<>();

    /**
     * An interrupt that a virtual CPU will take.
     *
     * @param vcpu which
     * @param interrupt what
     */
    public record Injected(VcpuId vcpu, Interrupt interrupt) {}

    /**
     * An event and its answer.
     *
     * @param event what happened
     * @param response what was answered
     */
    public record Answered(VmiEvent event, EventResponse response) {}

    FakeGuest(Architecture architecture, SyntheticMemory memory, FakeViews views, List<Registers> registers) {
        this.architecture = architecture;
        this.memory = memory;
        this.views = views;
        this.registers = new ArrayList<>(registers);
        registers.forEach(_ -> current.add(FakeViews.DEFAULT));
    }

    /**
     * Makes something happen on a virtual CPU, which then waits for the answer.
     *
     * @param vcpu which
     * @param reason what
     */
    public synchronized void raise(VcpuId vcpu, EventReason reason) {
        queue.add(new VmiEvent(vcpu, Optional.of(view(vcpu)), registers(vcpu), reason, true));
    }

    /**
     * What a virtual CPU sees at an address, through its view.
     *
     * @param vcpu which
     * @param pa guest physical address
     * @return the byte
     */
    public synchronized byte sees(VcpuId vcpu, Pa pa) {
        Gfn shown = views.shown(view(vcpu), architecture.gfn(pa));
        long address = architecture.pa(shown).value() + architecture.paOffset(pa);
        return memory.at(address, 1).get(ValueLayout.JAVA_BYTE, 0);
    }

    /**
     * Whether a virtual CPU may access an address, in its view.
     *
     * @param vcpu which
     * @param pa guest physical address
     * @param access what it wants to do
     * @return false when that would be an event
     */
    public synchronized boolean may(VcpuId vcpu, Pa pa, MemoryAccess access) {
        return views.access(architecture.gfn(pa), view(vcpu)).contains(access);
    }

    /**
     * The view of a virtual CPU.
     *
     * @param vcpu which
     * @return its view now
     */
    public synchronized View view(VcpuId vcpu) {
        return current.get(require(vcpu));
    }

    /**
     * The registers of a virtual CPU, unrecorded.
     *
     * @param vcpu which
     * @return its registers now
     */
    public synchronized Registers registers(VcpuId vcpu) {
        return registers.get(require(vcpu));
    }

    /**
     * The interrupts that were injected, or delivered as the answer to an event.
     *
     * @return in their order
     */
    public synchronized List<Injected> injected() {
        return List.copyOf(injected);
    }

    /**
     * The events that were answered.
     *
     * @return in their order
     */
    public synchronized List<Answered> answers() {
        return List.copyOf(answers);
    }

    int vcpus() {
        return registers.size();
    }

    int pending() {
        return queue.size();
    }

    synchronized void setRegisters(VcpuId vcpu, Registers next) {
        if (!next.architecture().equals(architecture)) {
            throw new IllegalArgumentException(
                    "registers of " + next.architecture().name() + ", not of " + architecture.name());
        }
        registers.set(require(vcpu), next);
    }

    synchronized void inject(VcpuId vcpu, Interrupt interrupt) {
        require(vcpu);
        injected.add(new Injected(vcpu, interrupt));
    }

    synchronized boolean usesView(View view) {
        return current.contains(view);
    }

    synchronized void useView(View view) {
        current.replaceAll(_ -> view);
    }

    /** Waits for the first event and takes it with all that have arrived. */
    List<VmiEvent> take(Duration timeout) {
        List<VmiEvent> events = new ArrayList<>();
        try {
            VmiEvent first = queue.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (first != null) {
                events.add(first);
                queue.drainTo(events);
            }
            return events;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VmiException("waiting for events was interrupted", e);
        }
    }

    synchronized void answer(VmiEvent event, EventResponse response) {
        response.view().ifPresent(views::require);
        apply(event, response.action());
        response.view().ifPresent(view -> current.set(event.vcpu().value(), view));
        response.registers().ifPresent(next -> setRegisters(event.vcpu(), next));
        answers.add(new Answered(event, response));
    }

    /** The first goes on as if nothing had happened, since its handler failed; the others wait again. */
    synchronized void abandon(List<VmiEvent> events) {
        if (!events.isEmpty()) {
            answers.add(new Answered(events.getFirst(), EventResponse.CONTINUE));
            queue.addAll(events.subList(1, events.size()));
        }
    }

    private void apply(VmiEvent event, EventAction action) {
        switch (action) {
            case EventAction.ReinjectInterrupt() -> injected.add(reinjected(event));
            case EventAction.FastSingleStep(View view) -> views.require(view);
            case EventAction.Continue(), EventAction.Deny(), EventAction.SingleStep(), EventAction.Emulate() -> {}
        }
    }

    private static Injected reinjected(VmiEvent event) {
        InterruptEvent interrupt = event.reason()
                .asInterrupt()
                .orElseThrow(() -> new IllegalArgumentException("no interrupt to deliver again: " + event.reason()));
        return new Injected(event.vcpu(), interrupt.interrupt());
    }

    private int require(VcpuId vcpu) {
        if (vcpu.value() >= registers.size()) {
            throw new IllegalArgumentException("there is no " + vcpu);
        }
        return vcpu.value();
    }
}
