package dev.vmi4j.driver.dump;

import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.driver.ReadsRegisters;
import dev.vmi4j.core.memory.PhysicalMemory;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** An image that holds memory and the registers of virtual CPUs. */
public final class ImageWithRegisters implements MemoryImage, ReadsRegisters {
    private final ImageOfMemory image;
    private final SortedMap<VcpuId, Registers> registers;

    ImageWithRegisters(ImageOfMemory image, SortedMap<VcpuId, Registers> registers) {
        this.image = image;
        this.registers = Collections.unmodifiableSortedMap(new TreeMap<>(registers));
    }

    @Override
    public PhysicalMemory memory() {
        return image.memory();
    }

    @Override
    public ImageInfo info() {
        return image.info();
    }

    @Override
    public List<VcpuId> vcpus() {
        return List.copyOf(registers.keySet());
    }

    @Override
    public Registers registers(VcpuId vcpu) {
        Registers found = registers.get(vcpu);
        if (found == null) {
            throw new IllegalArgumentException(description() + " has no registers of " + vcpu);
        }
        return found;
    }

    @Override
    public void close() {
        image.close();
    }

    @Override
    public String toString() {
        return description();
    }
}
