package dev.vmi4j.os.linux.kernel.process;

import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.SymbolTable;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The task that a CPU runs: {@code current_task}, which for a time was {@code pcpu_hot.current_task}; other
 * architectures keep it in {@code runqueues.curr} alone.
 */
public final class CurrentTask {
    private final Kernel kernel;
    private final PerCpu perCpu;

    /**
     * Reads where the CPUs keep their data.
     *
     * @param kernel the kernel
     * @throws dev.vmi4j.core.error.VmiException when that cannot be read
     */
    public CurrentTask(Kernel kernel) {
        this.kernel = kernel;
        this.perCpu = new PerCpu(kernel);
    }

    /**
     * The task of a virtual CPU.
     *
     * @param registers of the virtual CPU
     * @return address of its {@code task_struct}; empty when no register tells which CPU it is
     */
    public OptionalLong of(Registers registers) {
        return registers
                .perCpuCandidates()
                .filter(offset -> perCpu.cpuAt(offset).isPresent())
                .map(offset -> of(perCpu.cpuAt(offset).orElseThrow()))
                .findFirst();
    }

    /**
     * The task of a CPU.
     *
     * @param cpu one of {@link PerCpu#cpus()}
     * @return address of its {@code task_struct}
     */
    public long of(int cpu) {
        return kernel.memory().readUnsigned(perCpu.address(cpu, variable()), kernel.pointerSize());
    }

    private long variable() {
        SymbolTable symbols = kernel.symbols();
        OptionalLong plain = symbols.address("current_task");
        if (plain.isPresent()) {
            return plain.getAsLong();
        }
        Optional<Field> hot =
                StructLayout.find(kernel.requireTypes(), "pcpu_hot").flatMap(layout -> layout.optional("current_task"));
        return hot.isPresent() && symbols.address("pcpu_hot").isPresent()
                ? kernel.symbol("pcpu_hot").value() + hot.get().offset()
                : kernel.symbol("runqueues").value()
                        + StructLayout.of(kernel.requireTypes(), "rq").offset("curr");
    }
}
