package dev.vmi4j.os.linux.kernel.system;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import java.util.BitSet;
import java.util.stream.Stream;

/** The CPUs of a kernel, and its per-CPU variables. */
public final class Cpus {
    private final Kernel kernel;

    /**
     * Prepares to read.
     *
     * @param kernel the kernel
     */
    public Cpus(Kernel kernel) {
        this.kernel = kernel;
    }

    /**
     * The CPUs that could be plugged in.
     *
     * @param notes receives why there are none
     * @return ascending by number
     */
    public Stream<Cpu> all(TableNotes notes) {
        CpuLayout layout = new CpuLayout(kernel);
        BitSet online = CpuSet.read(kernel, "__cpu_online_mask");
        BitSet possible = CpuSet.read(kernel, "__cpu_possible_mask");
        if (possible.isEmpty()) {
            notes.add("__cpu_possible_mask is empty: the kernel has not started its CPUs yet, or is damaged");
        }
        return possible.stream().mapToObj(number -> new Cpu(kernel, layout, this, number, online.get(number)));
    }

    /**
     * Where a CPU's copy of a per-CPU variable lies.
     *
     * @param variable the address that the kernel's symbol has
     * @param cpu number of the CPU
     * @return the variable's address moved by {@code __per_cpu_offset[cpu]}
     */
    public Va perCpu(long variable, int cpu) {
        long offsets = kernel.symbol("__per_cpu_offset").value();
        int size = kernel.pointerSize();
        return new Va(variable + kernel.memory().readUnsigned(offsets + (long) cpu * size, size));
    }
}
