package dev.vmi4j.arch.amd64;

import dev.vmi4j.arch.amd64.event.Amd64EventMonitor;
import dev.vmi4j.arch.amd64.event.Amd64EventReason;
import dev.vmi4j.arch.amd64.event.Amd64Interrupt;
import dev.vmi4j.arch.amd64.event.Amd64Vector;
import dev.vmi4j.arch.amd64.registers.Amd64Registers;
import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.DebuggerView;
import dev.vmi4j.core.arch.EventMonitor;
import dev.vmi4j.core.arch.RegisterValues;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.event.EventReason;
import java.util.Optional;

/** AMD64 as QEMU's and GDB's names of registers show it. */
final class Amd64DebuggerView implements DebuggerView {
    static final Amd64DebuggerView INSTANCE = new Amd64DebuggerView();

    private Amd64DebuggerView() {}

    @Override
    public Optional<Amd64Registers> registers(RegisterValues values) {
        return NamedRegisters.of(values);
    }

    @Override
    public RegisterValues values(Registers registers) {
        if (registers instanceof Amd64Registers amd64) {
            return NamedRegisters.values(amd64);
        }
        throw new IllegalArgumentException(
                "registers of " + registers.architecture().name() + ", not of amd64");
    }

    @Override
    public EventReason breakpoint(Gfn gfn) {
        return new Amd64EventReason.InterruptTaken(gfn, Amd64Interrupt.breakpoint());
    }

    @Override
    public EventReason singleStep(Gfn gfn) {
        return new Amd64EventReason.SingleStepped(gfn);
    }

    @Override
    public EventReason memoryAccess(Pa pa, Optional<Va> va, MemoryAccess access) {
        return new Amd64EventReason.MemoryAccessed(pa, va, access);
    }

    @Override
    public boolean isSingleStep(EventMonitor monitor) {
        return monitor instanceof Amd64EventMonitor.SingleSteps;
    }

    @Override
    public boolean isBreakpoint(EventMonitor monitor) {
        return monitor.equals(new Amd64EventMonitor.Interrupts(Amd64Vector.BP));
    }

    @Override
    public EventMonitor singleSteps() {
        return new Amd64EventMonitor.SingleSteps();
    }

    @Override
    public int noOperationLength(byte[] code) {
        return NoOperations.length(code);
    }
}
