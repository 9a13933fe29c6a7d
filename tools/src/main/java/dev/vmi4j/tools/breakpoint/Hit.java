package dev.vmi4j.tools.breakpoint;

import dev.vmi4j.core.VmiCore;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.arch.CallingConvention;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.event.VmiEvent;
import dev.vmi4j.core.paging.AddressSpace;

/**
 * A virtual CPU is about to execute the instruction at a breakpoint.
 *
 * @param core the guest
 * @param breakpoint which
 * @param event the event; its registers are those that the owners before this one left
 */
public record Hit(VmiCore core, Breakpoint breakpoint, VmiEvent event) {
    /**
     * The virtual CPU.
     *
     * @return which
     */
    public VcpuId vcpu() {
        return event.vcpu();
    }

    /**
     * The registers of the virtual CPU.
     *
     * @return at the breakpoint
     */
    public Registers registers() {
        return event.registers();
    }

    /**
     * The address space in which the running code sees an address.
     *
     * @param va virtual address
     * @return the address space
     */
    public AddressSpace space(Va va) {
        return registers().addressSpace(core.memory(), va);
    }

    /**
     * An argument of the function at whose first instruction the breakpoint is.
     *
     * @param convention how the caller hands it over
     * @param index from 0
     * @return zero-extended
     */
    public long argument(CallingConvention convention, int index) {
        return registers().argument(convention, index, core.memory());
    }

    /**
     * The return address of the function at whose first instruction the breakpoint is.
     *
     * @return the address
     */
    public Va returnAddress() {
        return registers().returnAddress(core.memory());
    }
}
