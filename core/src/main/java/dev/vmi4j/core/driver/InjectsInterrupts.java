package dev.vmi4j.core.driver;

import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.arch.Interrupt;

/** The capability to make a virtual CPU take an interrupt or exception. */
public interface InjectsInterrupts extends VmiDriver {
    /**
     * Makes a virtual CPU take an interrupt when it runs next.
     *
     * @param vcpu a virtual CPU of the guest
     * @param interrupt of the guest's architecture
     */
    void injectInterrupt(VcpuId vcpu, Interrupt interrupt);
}
