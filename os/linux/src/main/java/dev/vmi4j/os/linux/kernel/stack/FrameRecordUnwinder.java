package dev.vmi4j.os.linux.kernel.stack;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Unwinds by the {@linkplain FrameRecords frame records} that functions keep. So does Linux on 64-bit ARM ({@code
 * arch/arm64/kernel/stacktrace.c}) and, built with {@code CONFIG_FRAME_POINTER}, on 32-bit x86 ({@code
 * arch/x86/kernel/unwind_frame.c}). Frames of interrupted code are not told from calls, so the walk ends there.
 */
public final class FrameRecordUnwinder implements Unwinder {
    private static final long GIB = 1L << 30;
    /** {@code PSR_MODE_MASK}: the exception level and its stack pointer; 0 is user mode, of 64 and of 32 bits. */
    private static final long EXCEPTION_LEVEL = 0xf;
    /** The privilege level of a selector of user mode on x86. */
    private static final long USER_MODE = 3;
    /** {@code TOP_OF_KERNEL_STACK_PADDING} of 32-bit x86, with {@code CONFIG_VM86} and without. */
    private static final List<Long> PADDINGS = List.of(16L, 8L);

    private final Kernel kernel;
    private final CodeNames names;
    private final TaskStacks stacks;
    private final Saved saved;
    private final int word;
    private final FrameRecords records;
    private final Optional<StructLayout> userRegisters;

    /** Where a sleeping task's registers are: in the task itself, or in a frame to which its stack pointer leads. */
    private record Saved(Field stackPointer, Optional<StructLayout> frame, Field code, Field framePointer) {}

    private FrameRecordUnwinder(Kernel kernel, CodeNames names, Saved saved) {
        this.kernel = kernel;
        this.names = names;
        this.stacks = new TaskStacks(kernel);
        this.saved = saved;
        this.word = kernel.pointerSize();
        this.records = word == Long.BYTES ? wide(kernel) : narrow(kernel);
        this.userRegisters = StructLayout.find(kernel.requireTypes(), "pt_regs");
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
     * @param code where its code lies
     * @return empty when its tasks are not saved in a way that is known
     */
    public static Optional<FrameRecordUnwinder> find(Kernel kernel, CodeNames code) {
        Optional<StructLayout> task = kernel.types().flatMap(types -> StructLayout.find(types, "task_struct"));
        return task.flatMap(layout -> saved(kernel, layout)).map(saved -> new FrameRecordUnwinder(kernel, code, saved));
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
        StackArea own = stacks.of(task);
        StackFrame first = new StackFrame(FrameKind.ASLEEP, new Va(code), new Va(stackPointer), true, Optional.empty());
        return withUser(task, own, records.asleep(own, first, framePointer));
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
        if (!inKernel) {
            return List.of(first);
        }
        long record = registers.framePointer().orElse(0);
        StackArea own = stacks.of(task);
        List<StackFrame> frames = records.running(own, withoutRecord(first, registers, record), record);
        return records.isOfKernel(record) ? withUser(task, own, frames) : frames;
    }

    private List<StackFrame> withoutRecord(StackFrame first, Registers registers, long record) {
        try {
            return Stream.concat(Stream.of(first), caller(registers, record).stream())
                    .toList();
        } catch (VmiException e) {
            return List.of(first.withNote("its caller could not be read: " + e.getMessage()));
        }
    }

    /** A process came into the kernel with the registers that lie at the top of its stack ({@code task_pt_regs}). */
    private List<StackFrame> withUser(Task task, StackArea own, List<StackFrame> frames) {
        if (userRegisters.isEmpty()
                || task.isKernelThread()
                || frames.getLast().note().isPresent()) {
            return frames;
        }
        try {
            return Stream.concat(frames.stream(), user(userRegisters.get(), own.high()).stream())
                    .toList();
        } catch (VmiException e) {
            StackFrame last = frames.getLast().withNote("where user mode goes on could not be read: " + e.getMessage());
            return Stream.concat(frames.stream().limit(frames.size() - 1L), Stream.of(last))
                    .toList();
        }
    }

    /** Empty when the registers are those of a kernel thread. */
    private Optional<StackFrame> user(StructLayout layout, long top) {
        return layout.optional("pstate").isPresent()
                ? userOfArm(layout, top - layout.size())
                : PADDINGS.stream()
                        .flatMap(padding -> userOfX86(layout, top - padding - layout.size()).stream())
                        .findFirst();
    }

    private Optional<StackFrame> userOfArm(StructLayout layout, long saved) {
        boolean inUser = (layout.field("pstate").read(kernel.memory(), saved) & EXCEPTION_LEVEL) == 0;
        return inUser ? Optional.of(user(layout, saved, "pc")) : Optional.empty();
    }

    private Optional<StackFrame> userOfX86(StructLayout layout, long saved) {
        boolean inUser = Stream.of("cs", "ss")
                .allMatch(segment -> (layout.field(segment).read(kernel.memory(), saved) & USER_MODE) == USER_MODE);
        return inUser ? Optional.of(user(layout, saved, "ip")) : Optional.empty();
    }

    private StackFrame user(StructLayout layout, long saved, String counter) {
        return new StackFrame(
                FrameKind.USER,
                new Va(layout.field(counter).read(kernel.memory(), saved)),
                new Va(layout.field("sp").read(kernel.memory(), saved)),
                true,
                Optional.empty());
    }

    /**
     * The caller of a function that keeps no record of it: at its first instruction, and on 64-bit ARM before it stores its
     * record, after it took it away, and if it calls nobody. In all of these the link register leads out of the function
     * and is not what the last record has, while behind a call it leads into the function.
     */
    private Optional<StackFrame> caller(Registers registers, long record) {
        Optional<CodePlace> here = names.at(registers.instructionPointer().value());
        if (here.isEmpty() || isEntry(registers.instructionPointer().value())) {
            return Optional.empty();
        }
        boolean begins = here.get().offset() == 0;
        if (!begins && word != Long.BYTES) {
            return Optional.empty();
        }
        long link = records.withoutSignature(
                registers.returnAddress(kernel.core().memory()).value());
        boolean leadsOut = names.calling(link)
                .filter(place -> begins || !isSame(place, here.get()))
                .isPresent();
        return leadsOut && (begins || !records.returnsTo(record, link))
                ? Optional.of(
                        new StackFrame(FrameKind.CALL, new Va(link), registers.stackPointer(), true, Optional.empty()))
                : Optional.empty();
    }

    private static boolean isSame(CodePlace one, CodePlace other) {
        return one.symbol().equals(other.symbol()) && one.module().equals(other.module());
    }

    /** Code that no function calls, but an exception, which leaves the link register as it was. */
    private boolean isEntry(long code) {
        return KernelText.entry(kernel).stream().anyMatch(range -> range.contains(code));
    }
}
