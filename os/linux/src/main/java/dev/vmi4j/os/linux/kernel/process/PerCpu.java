package dev.vmi4j.os.linux.kernel.process;

import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * The per-CPU data of a kernel: what has to be added to the address of a per-CPU variable to get that of one CPU ({@code
 * __per_cpu_offset}, {@code include/asm-generic/percpu.h}). A kernel for one CPU has one copy and adds nothing.
 */
public final class PerCpu {
    /** More than any kernel is built for; {@code NR_CPUS} is at most 8192. */
    private static final int LIMIT = 8192;

    private final int[] cpus;
    private final long[] offsets;

    /**
     * Reads which CPUs there can be, and their offsets.
     *
     * @param kernel the kernel
     * @throws dev.vmi4j.core.error.VmiException when they cannot be read
     */
    public PerCpu(Kernel kernel) {
        OptionalLong table = kernel.symbols().address("__per_cpu_offset");
        cpus = table.isEmpty() ? new int[] {0} : possible(kernel);
        offsets = Arrays.stream(cpus)
                .mapToLong(cpu -> table.isEmpty()
                        ? 0
                        : kernel.memory()
                                .readUnsigned(
                                        table.getAsLong() + (long) cpu * kernel.pointerSize(), kernel.pointerSize()))
                .toArray();
    }

    /**
     * The CPUs that there can be, whether they are running or not.
     *
     * @return their numbers, ascending ({@code cpu_possible_mask})
     */
    public IntStream cpus() {
        return Arrays.stream(cpus);
    }

    /**
     * The address of a CPU's copy of a variable.
     *
     * @param cpu one of {@link #cpus()}
     * @param variable address of the per-CPU variable, as its symbol or a {@code __percpu} pointer has it
     * @return its address
     * @throws IllegalArgumentException when there is no such CPU
     */
    public long address(int cpu, long variable) {
        int index = Arrays.binarySearch(cpus, cpu);
        if (index < 0) {
            throw new IllegalArgumentException("there is no CPU " + cpu);
        }
        return variable + offsets[index];
    }

    /**
     * The CPU whose data lie at an offset.
     *
     * @param offset what a register of the CPU holds
     * @return empty when it is no CPU's
     */
    public OptionalInt cpuAt(long offset) {
        return IntStream.range(0, cpus.length)
                .filter(index -> offsets[index] == offset)
                .map(index -> cpus[index])
                .findFirst();
    }

    private static int[] possible(Kernel kernel) {
        long mask = kernel.symbol("__cpu_possible_mask").value();
        long bits = StructLayout.of(kernel.requireTypes(), "cpumask").size() * Byte.SIZE;
        return IntStream.range(0, (int) Math.min(bits, LIMIT))
                .filter(cpu -> (kernel.memory().readByte(mask + cpu / Byte.SIZE) >> cpu % Byte.SIZE & 1) != 0)
                .toArray();
    }
}
