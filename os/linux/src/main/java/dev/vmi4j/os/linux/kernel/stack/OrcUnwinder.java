package dev.vmi4j.os.linux.kernel.stack;

import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Unwinds by the ORC data that a 64-bit x86 kernel carries to unwind its own stacks ({@code
 * Documentation/arch/x86/orc-unwinder.rst}): for each place in its code, where the caller's frame lies.
 */
public final class OrcUnwinder implements Unwinder {
    private final Kernel kernel;
    private final OrcTable table;
    private final TaskStacks stacks;
    private final X86StackAreas cpuStacks;
    private final OrcWalk.Layout layout;
    private final Field savedPointer;
    private final StructLayout savedFrame;
    private final Set<Long> newTask;

    private OrcUnwinder(Kernel kernel, OrcTable table) {
        this.kernel = kernel;
        this.table = table;
        this.stacks = new TaskStacks(kernel);
        this.cpuStacks = new X86StackAreas(kernel);
        this.layout = new OrcWalk.Layout(kernel);
        this.savedPointer =
                StructLayout.of(kernel.requireTypes(), "task_struct").field("thread.sp");
        this.savedFrame = StructLayout.of(kernel.requireTypes(), "inactive_task_frame");
        this.newTask = Stream.of("ret_from_fork", "ret_from_fork_asm")
                .flatMap(name -> kernel.symbols().address(name).stream().boxed())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The unwinder of a kernel that carries ORC data.
     *
     * @param kernel the kernel
     * @param code where its code lies
     * @return empty when it carries none
     */
    public static Optional<OrcUnwinder> find(Kernel kernel, CodeNames code) {
        return OrcTable.find(kernel, code.modules(), code::hidden).map(table -> new OrcUnwinder(kernel, table));
    }

    /** A task that has not run yet begins at an instruction that nobody called from. */
    @Override
    public List<StackFrame> asleep(Task task) {
        long frame = savedPointer.read(kernel.memory(), task.address().value());
        OrcWalk walk = new OrcWalk(kernel, table, layout, List.of(stacks.of(task)));
        long code = savedFrame.field("ret_addr").read(kernel.memory(), frame);
        long framePointer = savedFrame.field("bp").read(kernel.memory(), frame);
        walk.begin(FrameKind.ASLEEP, code, frame + savedFrame.size(), framePointer, newTask.contains(code));
        return walk.frames();
    }

    @Override
    public List<StackFrame> running(Task task, int cpu, Registers registers) {
        List<StackArea> areas = Stream.concat(Stream.of(stacks.of(task)), cpuStacks.ofCpu(cpu).stream())
                .toList();
        OrcWalk walk = new OrcWalk(kernel, table, layout, areas);
        long code = registers.instructionPointer().value();
        walk.begin(
                code < 0 ? FrameKind.RUNNING : FrameKind.USER,
                code,
                registers.stackPointer().value(),
                registers.framePointer().orElse(0),
                true);
        return walk.frames();
    }
}
