package dev.vmi4j.testkit.driver;

import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.driver.ReadsMemory;
import dev.vmi4j.core.driver.ReadsRegisters;
import dev.vmi4j.core.memory.PhysicalMemory;
import java.util.List;
import java.util.stream.IntStream;

/** A driver with the capabilities of a memory image and no others: it reads memory and registers. */
public final class FakeImage implements ReadsMemory, ReadsRegisters {
    private final PhysicalMemory memory;
    private final List<Registers> registers;

    /**
     * Makes the driver.
     *
     * @param memory guest physical memory
     * @param registers of each virtual CPU, at least one
     */
    public FakeImage(PhysicalMemory memory, List<? extends Registers> registers) {
        if (registers.isEmpty()) {
            throw new IllegalArgumentException("a guest has a virtual CPU");
        }
        this.memory = memory;
        this.registers = List.copyOf(registers);
    }

    @Override
    public String description() {
        return "fake image";
    }

    @Override
    public PhysicalMemory memory() {
        return memory;
    }

    @Override
    public List<VcpuId> vcpus() {
        return IntStream.range(0, registers.size()).mapToObj(VcpuId::new).toList();
    }

    @Override
    public Registers registers(VcpuId vcpu) {
        if (vcpu.value() >= registers.size()) {
            throw new IllegalArgumentException("there is no " + vcpu);
        }
        return registers.get(vcpu.value());
    }

    /** Nothing was opened. */
    @Override
    public void close() {}
}
