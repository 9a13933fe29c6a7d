package dev.vmi4j.testkit.contract;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.arch.Interrupt;

/** The guest's side of a driver under test: what the suite cannot see through the driver itself. */
public interface DriverPeer {
    /**
     * What a virtual CPU sees at an address.
     *
     * @param vcpu which
     * @param pa guest physical address
     * @return the byte
     */
    byte sees(VcpuId vcpu, Pa pa);

    /**
     * Makes something happen that the driver reports.
     *
     * @param vcpu on which virtual CPU
     */
    void raise(VcpuId vcpu);

    /**
     * Whether a virtual CPU will take an interrupt, or took it.
     *
     * @param vcpu which
     * @param interrupt what
     * @return true when it was injected
     */
    boolean takes(VcpuId vcpu, Interrupt interrupt);
}
