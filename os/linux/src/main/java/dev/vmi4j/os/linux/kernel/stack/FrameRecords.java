package dev.vmi4j.os.linux.kernel.stack;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Follows frame records: the address of the caller's record, and the address behind the call. A record counts only when it
 * lies above the one before it, on the task's stack or on the one from which the records lead to it.
 *
 * @param memory the kernel's memory
 * @param word the size of an address, in bytes
 * @param signature the bits of a return address where pointer authentication may have put a signature; set in kernel code
 * @param lowest the kernel's lowest address
 */
record FrameRecords(GuestMemory memory, int word, long signature, long lowest) {
    private static final int FRAMES = 256;

    /** What the kernel leaves at the top of a stack: the registers of user mode, and room above them. */
    private static final long TOP = 512;

    /** The frames of a task that sleeps on its stack. */
    List<StackFrame> asleep(StackArea own, StackFrame first, long framePointer) {
        return walk(own, own, List.of(first), framePointer);
    }

    /**
     * The frames of a task that runs in the kernel. Interrupts are served on a stack of their own, of the same size. The
     * first and the last instructions in the kernel have user mode's frame pointer still or again: there is no caller.
     *
     * @param first those that have no records: where the CPU is, and its caller if that is known by other means
     */
    List<StackFrame> running(StackArea own, List<StackFrame> first, long framePointer) {
        if (!isOfKernel(framePointer)) {
            return first;
        }
        StackArea begin = own.contains(framePointer, 2L * word)
                ? own
                : new StackArea("interrupt", framePointer, framePointer + (own.high() - own.low()));
        return walk(begin, own, first, framePointer);
    }

    /** A return address without the signature that pointer authentication puts into its upper bits. */
    long withoutSignature(long code) {
        return code == 0 ? 0 : code | signature;
    }

    /** Whether a frame pointer is the kernel's, and not what user mode had in the register. */
    boolean isOfKernel(long framePointer) {
        return Long.compareUnsigned(framePointer, lowest) >= 0;
    }

    /** Whether a place holds a record with this return address. */
    boolean returnsTo(long record, long code) {
        return isOfKernel(record) && memory.readable(record + word, word) == word && returnAddress(record) == code;
    }

    private long returnAddress(long record) {
        return withoutSignature(memory.readUnsigned(record + word, word));
    }

    private List<StackFrame> walk(StackArea begin, StackArea own, List<StackFrame> first, long framePointer) {
        List<StackFrame> frames = new ArrayList<>(first);
        try {
            climb(begin, own, frames, framePointer);
        } catch (VmiException e) {
            note(frames, "what follows could not be read: " + e.getMessage());
        }
        return List.copyOf(frames);
    }

    private void climb(StackArea begin, StackArea own, List<StackFrame> frames, long framePointer) {
        StackArea area = begin;
        long record = framePointer;
        long before = area.low() - 1;
        while (isRecord(area, record, before) && frames.size() < FRAMES) {
            long code = returnAddress(record);
            if (code == 0) {
                return;
            }
            frames.add(
                    new StackFrame(FrameKind.CALL, new Va(code), new Va(record + 2L * word), true, Optional.empty()));
            before = record;
            record = memory.readUnsigned(record, word);
            if (!area.equals(own) && own.contains(record, 2L * word)) {
                area = own;
                before = own.low() - 1;
            }
        }
        if (record != 0 && (!area.equals(own) || Long.compareUnsigned(before, own.high() - TOP) < 0)) {
            note(frames, "the next frame record is not above this one on the task's stack");
        }
    }

    private boolean isRecord(StackArea area, long record, long before) {
        return area.contains(record, 2L * word) && record % word == 0 && Long.compareUnsigned(record, before) > 0;
    }

    private static void note(List<StackFrame> frames, String text) {
        frames.set(frames.size() - 1, frames.getLast().withNote(text));
    }
}
