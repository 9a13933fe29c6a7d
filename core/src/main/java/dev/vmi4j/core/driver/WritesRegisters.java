package dev.vmi4j.core.driver;

import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.arch.Registers;

/** The capability to change the registers of a virtual CPU that does not run. */
public interface WritesRegisters extends VmiDriver {
    /**
     * Replaces the registers of a virtual CPU.
     *
     * @param vcpu a virtual CPU of the guest
     * @param registers its new registers, of the guest's architecture
     * @throws IllegalArgumentException when there is no such virtual CPU or the architecture differs
     */
    void setRegisters(VcpuId vcpu, Registers registers);
}
