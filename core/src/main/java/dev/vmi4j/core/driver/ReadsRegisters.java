package dev.vmi4j.core.driver;

import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.arch.Registers;
import java.util.List;

/** The capability to read the registers of virtual CPUs. */
public interface ReadsRegisters extends VmiDriver {
    /**
     * The virtual CPUs whose registers can be read.
     *
     * @return ascending, not empty
     */
    List<VcpuId> vcpus();

    /**
     * The registers of a virtual CPU.
     *
     * @param vcpu one of {@link #vcpus()}
     * @return its registers now
     * @throws IllegalArgumentException when there is no such virtual CPU
     */
    Registers registers(VcpuId vcpu);
}
