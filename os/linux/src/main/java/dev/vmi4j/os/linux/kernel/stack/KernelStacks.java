package dev.vmi4j.os.linux.kernel.stack;

import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.driver.ReadsRegisters;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.Tasks;
import dev.vmi4j.os.linux.kernel.process.CurrentTask;
import dev.vmi4j.os.linux.kernel.process.PerCpu;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The stacks on which tasks run in the kernel. What the CPUs run, and with which registers, is read once: made for one
 * moment of the guest. Thread-safe.
 */
public final class KernelStacks {
    private final Kernel kernel;
    private final Unwinder unwinder;
    private final CodeNames names;
    private final List<KernelText.Range> waiting;
    private final Map<Long, Integer> running = new HashMap<>();
    private final Map<Integer, Registers> registers = new HashMap<>();
    private final Optional<Field> onCpu;

    /**
     * Prepares to unwind.
     *
     * @param kernel the kernel
     * @param notes receives what could not be read of what all stacks need
     * @throws NoUnwinderException when this kernel's stacks cannot be followed
     * @throws VmiException when its types or symbols lack something that is needed
     */
    public KernelStacks(Kernel kernel, TableNotes notes) {
        this.kernel = kernel;
        this.names = new CodeNames(kernel, notes);
        this.unwinder = Unwinder.of(kernel, names).orElseThrow(NoUnwinderException::new);
        this.waiting = KernelText.waiting(kernel);
        this.onCpu = StructLayout.of(kernel.requireTypes(), "task_struct").optional("on_cpu");
        readCpus(notes);
    }

    /**
     * The stack of a task.
     *
     * @param task the task
     * @return its frames, or why there are none
     */
    public KernelStack of(Task task) {
        try {
            long address = task.address().value();
            Integer cpu = running.get(address);
            if (cpu != null) {
                return running(task, cpu);
            }
            return isOnCpu(address)
                    ? nothing(task, "a CPU runs it, but which one cannot be said")
                    : new KernelStack(task, unwinder.asleep(task), Optional.empty());
        } catch (VmiException e) {
            return nothing(task, String.valueOf(e.getMessage()));
        }
    }

    /**
     * The function in which a task waits.
     *
     * @param task the task
     * @return the first that is not the scheduler's or a lock's, as {@code /proc/PID/wchan} shows it; empty for a task that
     *     a CPU runs
     */
    public Optional<CodePlace> waitingIn(Task task) {
        return of(task).frames().stream()
                .takeWhile(frame -> frame.kind() == FrameKind.ASLEEP || frame.kind() == FrameKind.CALL)
                .filter(frame -> waiting.stream()
                        .noneMatch(range -> range.contains(frame.address().value())))
                .findFirst()
                .flatMap(this::place);
    }

    /**
     * The function that a frame is in.
     *
     * @param frame one of this kernel's
     * @return empty for user mode, and where no code is known to lie
     */
    public Optional<CodePlace> place(StackFrame frame) {
        return names.of(frame);
    }

    private KernelStack running(Task task, int cpu) {
        Registers found = registers.get(cpu);
        return found == null
                ? nothing(task, "CPU " + cpu + " runs it, and its registers are not known: the source holds none")
                : new KernelStack(task, unwinder.running(task, cpu, found), Optional.empty());
    }

    private static KernelStack nothing(Task task, String why) {
        return new KernelStack(task, List.of(), Optional.of(why));
    }

    private boolean isOnCpu(long task) {
        return onCpu.map(field -> field.read(kernel.memory(), task) != 0).orElse(false);
    }

    private void readCpus(TableNotes notes) {
        try {
            PerCpu perCpu = new PerCpu(kernel);
            CurrentTask current = new CurrentTask(kernel);
            perCpu.cpus().forEach(cpu -> running.put(current.of(cpu), cpu));
            kernel.core().driver().capability(ReadsRegisters.class).ifPresent(reader -> readRegisters(reader, current));
        } catch (VmiException e) {
            notes.add("which tasks the CPUs run could not be read: " + e.getMessage());
        }
    }

    /** Which CPU a virtual one is, its registers or its stack tell; the last one left is the last CPU left. */
    private void readRegisters(ReadsRegisters reader, CurrentTask current) {
        List<Registers> strangers = new ArrayList<>();
        for (VcpuId vcpu : reader.vcpus()) {
            Registers found = reader.registers(vcpu);
            Optional<Integer> known = Stream.of(current.of(found).stream(), found.threadCandidates(), byStack(found))
                    .flatMapToLong(Function.identity())
                    .mapToObj(running::get)
                    .filter(Objects::nonNull)
                    .findFirst();
            known.ifPresentOrElse(cpu -> registers.put(cpu, found), () -> strangers.add(found));
        }
        List<Integer> left = running.values().stream()
                .filter(cpu -> !registers.containsKey(cpu))
                .toList();
        if (strangers.size() == 1 && left.size() == 1) {
            registers.put(left.getFirst(), strangers.getFirst());
        }
    }

    /** A CPU in the kernel is on the stack of its task, unless an interrupt took it to another. */
    private LongStream byStack(Registers found) {
        TaskStacks stacks = new TaskStacks(kernel);
        Tasks tasks = new Tasks(kernel);
        long pointer = found.stackPointer().value();
        return running.keySet().stream()
                .mapToLong(Long::longValue)
                .filter(task -> stacks.of(tasks.at(task)).contains(pointer, 1));
    }
}
