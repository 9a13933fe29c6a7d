package dev.vmi4j.tools.toy;

import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.address.View;
import dev.vmi4j.core.driver.AllocatesFrames;
import dev.vmi4j.core.driver.HasViews;
import dev.vmi4j.core.driver.SetsProtection;
import dev.vmi4j.core.event.EventAction;
import dev.vmi4j.core.event.EventReason;
import dev.vmi4j.core.event.EventResponse;
import dev.vmi4j.testkit.toy.ToyArchitecture;
import dev.vmi4j.testkit.toy.ToyEventReason;
import dev.vmi4j.testkit.toy.ToyInterrupt;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A toy machine behind a hypervisor with second-level translations, as Xen and KVM forks have them. */
public final class ViewMachine extends ToyMachine implements HasViews, SetsProtection, AllocatesFrames {
    private static final View DEFAULT = new View(0);
    private static final ToyArchitecture ARCHITECTURE = ToyArchitecture.INSTANCE;
    private static final long FIRST_SPARE = 0xc0000;

    private final Map<View, Map<Gfn, Gfn>> remapped = new HashMap<>(Map.of(DEFAULT, new HashMap<>()));
    private final Map<View, Map<Gfn, MemoryAccess>> access = new HashMap<>(Map.of(DEFAULT, new HashMap<>()));
    private final Set<Gfn> allocated = new HashSet<>();
    private final Map<Vcpu, View> current = new HashMap<>();
    private View everyone = DEFAULT;
    private int made;
    private int reinjected;

    /** A machine with a number of virtual CPUs that all begin with the first instruction. */
    public ViewMachine(long seed, int count, Code code) {
        super(seed, count, code);
    }

    /** The frames that were added and not removed. */
    public Set<Gfn> allocated() {
        return Set.copyOf(allocated);
    }

    /** The views beside the default one. */
    public int views() {
        return remapped.size() - 1;
    }

    /** How often a breakpoint of the guest's own was delivered to it. */
    public int reinjected() {
        return reinjected;
    }

    private View view(Vcpu vcpu) {
        return current.getOrDefault(vcpu, everyone);
    }

    private Gfn shown(View view, Gfn frame) {
        return Objects.requireNonNull(remapped.get(view)).getOrDefault(frame, frame);
    }

    @Override
    Optional<EventReason> obstacle(Vcpu vcpu, Optional<View> once) {
        View view = once.orElse(view(vcpu));
        Pa pa = vcpu.registers.addressSpace(memory, Va.ZERO).translate(vcpu.registers.instructionPointer());
        byte[] trap = ARCHITECTURE.breakpoint();
        boolean stops = fetch(pa, Optional.of(view)) == trap[0] && fetch(pa.plus(1), Optional.of(view)) == trap[1];
        return stops
                ? Optional.of(new ToyEventReason.Interrupted(ARCHITECTURE.gfn(pa), ToyInterrupt.breakpoint()))
                : Optional.empty();
    }

    @Override
    Optional<EventReason> execute(Vcpu vcpu, Optional<View> once) {
        return super.execute(vcpu, Optional.of(once.orElse(view(vcpu))));
    }

    @Override
    byte fetch(Pa pa, Optional<View> once) {
        Gfn frame = shown(once.orElseThrow(), ARCHITECTURE.gfn(pa));
        long address = ARCHITECTURE.pa(frame).value() + ARCHITECTURE.paOffset(pa);
        return bytes.at(address, 1).get(ValueLayout.JAVA_BYTE, 0);
    }

    @Override
    Optional<EventReason> obstacle(Va va, Pa pa, boolean write, Optional<View> once) {
        MemoryAccess wanted = write ? MemoryAccess.W : MemoryAccess.R;
        MemoryAccess allowed = Objects.requireNonNull(access.get(once.orElseThrow()))
                .getOrDefault(ARCHITECTURE.gfn(pa), MemoryAccess.RWX);
        return allowed.contains(wanted)
                ? Optional.empty()
                : Optional.of(new ToyEventReason.Accessed(pa, Optional.of(va), wanted));
    }

    @Override
    void apply(Vcpu vcpu, EventResponse response, boolean moved) {
        response.view().ifPresent(view -> current.put(vcpu, view));
        if (response.action() instanceof EventAction.FastSingleStep(View view)) {
            vcpu.once = Optional.of(view);
        }
        if (response.action() instanceof EventAction.ReinjectInterrupt) {
            reinjected++;
            vcpu.registers = vcpu.registers.withInstructionPointer(
                    vcpu.registers.instructionPointer().plus(2));
        }
    }

    @Override
    public View defaultView() {
        return DEFAULT;
    }

    @Override
    public View createView(MemoryAccess rights) {
        View view = new View(++made);
        remapped.put(view, new HashMap<>());
        access.put(view, new HashMap<>());
        return view;
    }

    @Override
    public void destroyView(View view) {
        remapped.remove(view);
    }

    @Override
    public void switchToView(View view) {
        everyone = view;
        current.clear();
    }

    @Override
    public void remapFrame(View view, Gfn from, Gfn to) {
        Objects.requireNonNull(remapped.get(view)).put(from, to);
    }

    @Override
    public void resetFrame(View view, Gfn gfn) {
        Objects.requireNonNull(remapped.get(view)).remove(gfn);
    }

    @Override
    public void setProtection(Gfn gfn, View view, MemoryAccess rights) {
        Objects.requireNonNull(access.get(view)).put(gfn, rights);
    }

    @Override
    public Gfn allocateFrame() {
        Gfn frame = ARCHITECTURE.gfn(new Pa(FIRST_SPARE));
        while (!allocated.add(frame)) {
            frame = frame.plus(1);
        }
        return frame;
    }

    @Override
    public void freeFrame(Gfn gfn) {
        allocated.remove(gfn);
    }
}
