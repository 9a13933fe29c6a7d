package dev.vmi4j.os.linux.kernel.stack;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.List;
import java.util.Optional;

/**
 * Unwinds by the {@linkplain FrameRecords frame records} that functions keep. So does Linux on 64-bit ARM ({@code
 * arch/arm64/kernel/stacktrace.c}) and, built with {@code CONFIG_FRAME_POINTER}, on 32-bit x86 ({@code
 * arch/x86/kernel/unwind_frame.c}). Frames of interrupted code are not told from calls, so the walk ends there.
 */
public final class FrameRecordUnwinder implements Unwinder {
    private static final long GIB = 1L << 30;

    private final Kernel kernel;
    private final TaskStacks stacks;
    private final Saved saved;
    private final int word;
    private final FrameRecords records;

    /** Where a sleeping task's registers are: in the task itself, or in a frame to which its stack pointer leads. */
    private record Saved(Field stackPointer, Optional<StructLayout> frame, Field code, Field framePointer) {}

    private FrameRecordUnwinder(Kernel kernel, Saved saved) {
        this.kernel = kernel;
        this.stacks = new TaskStacks(kernel);
        this.saved = saved;
        this.word = kernel.pointerSize();
        this.records = word == Long.BYTES ? wide(kernel) : narrow(kernel);
    }

    private static FrameRecords wide(Kernel kernel) {
        long upper = -1L << Math.min(kernel.memory().mode().canonical().bits(), Long.SIZE - 1);
        return new FrameRecords(kernel.memory(), Long.BYTES, upper, upper);
    }

    /** The kernel's text begins in the first GiB of its addresses. */
    private static FrameRecords narrow(Kernel kernel) {
        long lowest = KernelText.ranges(kernel).stream()
                .mapToLong(range -> range.low() & -GIB)
                .min()
                .orElse(0);
        return new FrameRecords(kernel.memory(), Integer.BYTES, 0, lowest);
    }

    /**
     * The unwinder of a kernel that keeps frame records.
     *
     * @param kernel the kernel
     * @return empty when its tasks are not saved in a way that is known
     */
    public static Optional<FrameRecordUnwinder> find(Kernel kernel) {
        Optional<StructLayout> task = kernel.types().flatMap(types -> StructLayout.find(types, "task_struct"));
        return task.flatMap(layout -> saved(kernel, layout)).map(saved -> new FrameRecordUnwinder(kernel, saved));
    }

    private static Optional<Saved> saved(Kernel kernel, StructLayout task) {
        if (task.optional("thread.cpu_context.fp").isPresent()) {
            return Optional.of(new Saved(
                    task.field("thread.cpu_context.sp"),
                    Optional.empty(),
                    task.field("thread.cpu_context.pc"),
                    task.field("thread.cpu_context.fp")));
        }
        return kernel.pointerSize() == Long.BYTES
                ? Optional.empty()
                : StructLayout.find(kernel.requireTypes(), "inactive_task_frame")
                        .map(frame -> new Saved(
                                task.field("thread.sp"),
                                Optional.of(frame),
                                frame.field("ret_addr"),
                                frame.field("bp")));
    }

    @Override
    public List<StackFrame> asleep(Task task) {
        long address = task.address().value();
        long pointer = saved.stackPointer.read(kernel.memory(), address);
        long from = saved.frame.isPresent() ? pointer : address;
        long code = records.withoutSignature(saved.code.read(kernel.memory(), from));
        long framePointer = saved.framePointer.read(kernel.memory(), from);
        long stackPointer = pointer + saved.frame.map(StructLayout::size).orElse(0L);
        return records.asleep(
                stacks.of(task),
                new StackFrame(FrameKind.ASLEEP, new Va(code), new Va(stackPointer), true, Optional.empty()),
                framePointer);
    }

    @Override
    public List<StackFrame> running(Task task, int cpu, Registers registers) {
        long code = registers.instructionPointer().value();
        boolean inKernel = KernelText.ranges(kernel).stream().anyMatch(range -> range.contains(code))
                || word == Long.BYTES && code < 0;
        StackFrame first = new StackFrame(
                inKernel ? FrameKind.RUNNING : FrameKind.USER,
                registers.instructionPointer(),
                registers.stackPointer(),
                true,
                Optional.empty());
        return inKernel
                ? records.running(
                        stacks.of(task), first, registers.framePointer().orElse(0))
                : List.of(first);
    }
}
