package dev.vmi4j.os.linux.kernel.stack;

import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.os.DescribesStacks;
import dev.vmi4j.core.os.DescribesStacks.CodeFrame;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Tasks;
import dev.vmi4j.os.linux.kernel.process.CurrentTask;
import dev.vmi4j.os.linux.kernel.process.PerCpu;
import java.util.List;

/** The kernel stacks of CPUs of which the registers are at hand, for a guest that is watched while it runs. */
public final class CpuStacks implements DescribesStacks.CallFollower {
    private final Tasks tasks;
    private final CurrentTask current;
    private final PerCpu perCpu;
    private final Unwinder unwinder;
    private final CodeNames names;

    /**
     * Prepares to unwind.
     *
     * @param kernel the kernel
     * @throws VmiException when this kernel's stacks cannot be followed
     */
    public CpuStacks(Kernel kernel) {
        this.tasks = new Tasks(kernel);
        this.current = new CurrentTask(kernel);
        this.perCpu = new PerCpu(kernel);
        this.names = new CodeNames(kernel, new TableNotes());
        this.unwinder = Unwinder.of(kernel, names).orElseThrow(NoUnwinderException::new);
    }

    @Override
    public List<CodeFrame> of(Registers registers) {
        int cpu = registers
                .perCpuCandidates()
                .mapToObj(perCpu::cpuAt)
                .flatMapToInt(known -> known.stream())
                .findFirst()
                .orElseThrow(() -> new VmiException("no register tells which CPU it is"));
        return unwinder.running(tasks.at(current.of(cpu)), cpu, registers).stream()
                .map(frame -> new CodeFrame(frame.address(), names.text(frame)))
                .toList();
    }
}
