package dev.vmi4j.os.linux.kernel.stack;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One walk up a stack by ORC data, in the steps of {@code unwind_next_frame} in {@code arch/x86/kernel/unwind_orc.c}. It
 * ends, whatever the stack holds: within a stack it only goes up, to another stack it goes once, and the number of frames
 * is bounded.
 */
final class OrcWalk {
    private static final int FRAMES = 256;
    private static final int WORD = 8;
    private static final int USER_MODE = 3;

    private final GuestMemory memory;
    private final OrcTable table;
    private final Layout layout;
    private final List<StackArea> unvisited;
    private final List<StackFrame> frames = new ArrayList<>();

    private StackArea area = new StackArea("none", 0, 0);
    private long code;
    private long stackPointer;
    private long framePointer;
    private boolean exact;
    private boolean reliable = true;
    private OptionalLong savedRegisters = OptionalLong.empty();

    OrcWalk(Kernel kernel, OrcTable table, Layout layout, List<StackArea> areas) {
        this.memory = kernel.memory();
        this.table = table;
        this.layout = layout;
        this.unvisited = new ArrayList<>(areas);
    }

    /** Where the fields of {@code struct pt_regs} lie, and the addresses that stand in for others. */
    static final class Layout {
        private final StructLayout regs;
        private final Field ip;
        private final Field cs;
        private final Field sp;
        private final Set<Long> replaced;

        Layout(Kernel kernel) {
            regs = StructLayout.of(kernel.requireTypes(), "pt_regs");
            ip = regs.field("ip");
            cs = regs.field("cs");
            sp = regs.field("sp");
            replaced = Stream.of(
                            "return_to_handler",
                            "arch_rethook_trampoline",
                            "__kretprobe_trampoline",
                            "kretprobe_trampoline")
                    .flatMap(name -> kernel.symbols().address(name).stream().boxed())
                    .collect(Collectors.toUnmodifiableSet());
        }

        /** The part that the CPU saves: from the instruction pointer on. */
        private long savedByCpu() {
            return regs.size() - ip.offset();
        }
    }

    /** Where to begin; {@code exact} when the code is not behind a call. */
    void begin(FrameKind kind, long firstCode, long firstStack, long firstFrame, boolean isExact) {
        code = firstCode;
        stackPointer = firstStack;
        framePointer = firstFrame;
        exact = isExact;
        add(kind);
        if (kind != FrameKind.USER) {
            climb();
        }
    }

    List<StackFrame> frames() {
        return List.copyOf(frames);
    }

    private void climb() {
        try {
            while (step()) {
                if (frames.size() >= FRAMES) {
                    note("stopped after " + FRAMES + " frames");
                    return;
                }
            }
        } catch (VmiException e) {
            note("what follows could not be read: " + e.getMessage());
        }
    }

    /** One step to the caller; false at the end. */
    private boolean step() {
        Optional<OrcEntry> found = table.entry(exact ? code : code - 1);
        if (found.isEmpty()) {
            reliable = false;
            note("the kernel has no unwind data for this code; what follows was found by the frame pointer");
        }
        OrcEntry entry = found.orElse(OrcEntry.FRAME_POINTER);
        return switch (entry.kind()) {
            case END -> false;
            case UNDEFINED -> end("the unwind data of this code says that its caller is unknown");
            case UNKNOWN -> end("the unwind data of this code is of an unknown kind");
            case CALL, REGS, PARTIAL_REGS -> step(entry);
        };
    }

    private boolean step(OrcEntry entry) {
        StackArea before = area;
        long stackBefore = stackPointer;
        OptionalLong caller = callersStack(entry);
        if (caller.isEmpty()) {
            return end("the caller's frame depends on register " + entry.base() + ", which was not saved");
        }
        FrameKind kind = switch (entry.kind()) {
            case CALL -> call(caller.getAsLong());
            case REGS -> interrupted(caller.getAsLong(), 0, layout.regs.size());
            case PARTIAL_REGS ->
                interrupted(caller.getAsLong() - layout.ip.offset(), layout.ip.offset(), layout.savedByCpu());
            case UNDEFINED, END, UNKNOWN -> throw new IllegalStateException();
        };
        frame(entry, caller.getAsLong());
        exact = entry.signal();
        add(kind);
        return kind != FrameKind.USER && isGoingUp(before, stackBefore) && isCode();
    }

    private boolean isGoingUp(StackArea before, long stackBefore) {
        boolean same = before.equals(area) && area.contains(stackPointer, WORD);
        return !same
                || Long.compareUnsigned(stackPointer, stackBefore) > 0
                || end("the next frame would lie below this one");
    }

    private boolean isCode() {
        if (code == 0) {
            return end("the return address is null");
        }
        return !layout.replaced.contains(code)
                || end("the return address was replaced to trace the function; the caller is not on the stack");
    }

    private OptionalLong callersStack(OrcEntry entry) {
        return switch (entry.base()) {
            case SP -> OptionalLong.of(stackPointer + entry.offset());
            case BP -> OptionalLong.of(framePointer + entry.offset());
            case SP_INDIRECT -> OptionalLong.of(word(stackPointer) + entry.offset());
            case BP_INDIRECT -> OptionalLong.of(word(framePointer + entry.offset()));
            case R10 -> register("r10");
            case R13 -> register("r13");
            case DI -> register("di");
            case DX -> register("dx");
            case UNDEFINED, PREVIOUS_SP, UNKNOWN -> OptionalLong.empty();
        };
    }

    private FrameKind call(long callersStack) {
        code = word(callersStack - WORD);
        stackPointer = callersStack;
        savedRegisters = OptionalLong.empty();
        return FrameKind.CALL;
    }

    /** Where only the CPU's part was saved, the registers saved before it, if any, are still those of the interrupted code. */
    private FrameKind interrupted(long regs, long offset, long size) {
        require(regs + offset, size);
        code = layout.ip.read(memory, regs);
        stackPointer = layout.sp.read(memory, regs);
        if (offset == 0) {
            savedRegisters = OptionalLong.of(regs);
        }
        return (layout.cs.read(memory, regs) & USER_MODE) == 0 ? FrameKind.INTERRUPTED : FrameKind.USER;
    }

    /** The caller's frame pointer: unchanged, saved on the stack, or among the registers that lie there. */
    private void frame(OrcEntry entry, long callersStack) {
        switch (entry.frameBase()) {
            case UNDEFINED -> register("bp").ifPresent(value -> framePointer = value);
            case PREVIOUS_SP -> framePointer = word(callersStack + entry.frameOffset());
            case BP -> framePointer = word(framePointer + entry.frameOffset());
            case SP, DX, DI, R10, R13, BP_INDIRECT, SP_INDIRECT, UNKNOWN ->
                throw new VmiException("unwind data that finds the frame pointer from register " + entry.frameBase());
        }
    }

    private OptionalLong register(String name) {
        return savedRegisters.stream()
                .map(regs -> layout.regs.field(name).read(memory, regs))
                .findFirst();
    }

    private long word(long address) {
        require(address, WORD);
        return memory.readLong(address);
    }

    /** What is read must lie on this stack, or on one that was not left yet. */
    private void require(long address, long size) {
        if (area.contains(address, size)) {
            return;
        }
        area = unvisited.stream()
                .filter(one -> one.contains(address, size))
                .findFirst()
                .orElseThrow(() -> new VmiException(
                        Addresses.hex(address) + " is on no stack of the task that was not left already"));
        unvisited.remove(area);
    }

    private void add(FrameKind kind) {
        frames.add(new StackFrame(kind, new Va(code), new Va(stackPointer), reliable, Optional.empty()));
    }

    private boolean end(String why) {
        note(why);
        return false;
    }

    private void note(String text) {
        frames.set(frames.size() - 1, frames.getLast().withNote(text));
    }
}
