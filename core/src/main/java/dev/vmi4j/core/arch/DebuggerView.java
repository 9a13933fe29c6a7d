package dev.vmi4j.core.arch;

import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.event.EventReason;
import java.util.Optional;
import java.util.Set;

/**
 * An architecture as a debugger shows it: registers by name, breakpoints, single steps. With it a driver that speaks to
 * a debugger's stub makes registers and event reasons of a guest whose architecture it does not know. Implemented by an
 * architecture's module; immutable.
 */
public interface DebuggerView {
    /**
     * The registers of a virtual CPU.
     *
     * @param values what the debugger and the hypervisor's monitor say; names that are not known are passed over
     * @return empty when the values say too little
     */
    Optional<? extends Registers> registers(RegisterValues values);

    /**
     * The registers that are worth being asked for one by one where the debugger does not tell them with the others.
     *
     * @return the debugger's names; some of them may be unknown to it
     */
    default Set<String> toldApart() {
        return Set.of();
    }

    /**
     * The values of registers by the debugger's names: those that a debugger can write.
     *
     * @param registers of this architecture
     * @return the values
     * @throws IllegalArgumentException when the registers belong to another architecture
     */
    RegisterValues values(Registers registers);

    /**
     * The reason of a software breakpoint.
     *
     * @param gfn the guest frame of the instruction pointer
     * @return a reason with the neutral view of a software breakpoint
     */
    EventReason breakpoint(Gfn gfn);

    /**
     * The reason of a single step.
     *
     * @param gfn the guest frame of the instruction pointer
     * @return the reason
     */
    EventReason singleStep(Gfn gfn);

    /**
     * The reason of an access to watched memory.
     *
     * @param pa guest physical address
     * @param va virtual address
     * @param access what was done
     * @return a reason with the neutral view of a memory access
     */
    EventReason memoryAccess(Pa pa, Optional<Va> va, MemoryAccess access);

    /**
     * Whether a monitor asks for an event after every instruction.
     *
     * @param monitor of this architecture
     * @return true for that one
     */
    boolean isSingleStep(EventMonitor monitor);

    /**
     * Whether a monitor asks for software breakpoints.
     *
     * @param monitor of this architecture
     * @return true for that one
     */
    boolean isBreakpoint(EventMonitor monitor);

    /**
     * The monitor of single steps.
     *
     * @return the one for which {@link #isSingleStep} is true
     */
    EventMonitor singleSteps();

    /**
     * The length of the instruction at the start of some code if all that it does is to go on to the next one.
     *
     * @param code the bytes at the instruction pointer
     * @return in bytes; 0 when the instruction does more, or is not known
     */
    int noOperationLength(byte[] code);
}
