package dev.vmi4j.tools.toy;

import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.address.View;
import dev.vmi4j.core.driver.SetsBreakpoints;
import dev.vmi4j.core.event.EventAction;
import dev.vmi4j.core.event.EventReason;
import dev.vmi4j.core.event.EventResponse;
import dev.vmi4j.testkit.toy.ToyEventReason;
import dev.vmi4j.testkit.toy.ToyInterrupt;
import java.lang.foreign.ValueLayout;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A toy machine behind a driver that sets breakpoints by virtual address, as the stub of a debugger does. */
public final class DebuggerMachine extends ToyMachine implements SetsBreakpoints {
    private final Set<Va> breakpoints = new HashSet<>();

    /** A machine with a number of virtual CPUs that all begin with the first instruction. */
    public DebuggerMachine(long seed, int count, Code code) {
        super(seed, count, code);
    }

    /** The breakpoints that are set. */
    public Set<Va> breakpoints() {
        return Set.copyOf(breakpoints);
    }

    @Override
    public void setBreakpoint(Va va) {
        breakpoints.add(va);
    }

    @Override
    public void removeBreakpoint(Va va) {
        breakpoints.remove(va);
    }

    @Override
    Optional<EventReason> obstacle(Vcpu vcpu, Optional<View> once) {
        boolean stops = !vcpu.reportsStep && breakpoints.contains(vcpu.registers.instructionPointer());
        return stops
                ? Optional.of(new ToyEventReason.Interrupted(new Gfn(0), ToyInterrupt.breakpoint()))
                : Optional.empty();
    }

    @Override
    byte fetch(Pa pa, Optional<View> once) {
        return bytes.at(pa.value(), 1).get(ValueLayout.JAVA_BYTE, 0);
    }

    @Override
    Optional<EventReason> obstacle(Va va, Pa pa, boolean write, Optional<View> once) {
        return Optional.empty();
    }

    /** The instruction at the breakpoint is executed at once, while the others stand. */
    @Override
    void apply(Vcpu vcpu, EventResponse response, boolean moved) {
        boolean stands = breakpoints.contains(vcpu.registers.instructionPointer());
        if (response.action() instanceof EventAction.Continue && !moved && stands) {
            execute(vcpu, Optional.empty());
        }
    }
}
