package dev.vmi4j.arch.amd64.descriptor;

import dev.vmi4j.arch.amd64.registers.SegmentRegister;
import dev.vmi4j.arch.amd64.registers.Selector;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.UnknownRegisterException;
import dev.vmi4j.core.memory.GuestMemory;
import java.util.List;
import java.util.stream.LongStream;

/** The task state segment of a virtual CPU: its stacks by privilege level and its I/O permissions. */
public sealed interface TaskState {
    /**
     * The TSS of long mode (Intel SDM Vol. 3A, figure 7-11; AMD APM Vol. 2, section 12.2.5).
     *
     * @param rsp stack pointers of the privilege levels 0 to 2
     * @param ist interrupt stacks 1 to 7
     * @param ioMap offset of the I/O permission bitmap in the segment
     */
    record Tss64(List<Va> rsp, List<Va> ist, int ioMap) implements TaskState {
        /** Copies the lists. */
        public Tss64 {
            rsp = List.copyOf(rsp);
            ist = List.copyOf(ist);
        }

        @Override
        public Va stack(int level) {
            return rsp.get(level);
        }
    }

    /**
     * The TSS of protected mode (Intel SDM Vol. 3A, figure 7-2; AMD APM Vol. 2, section 12.2.4), without the registers of
     * a task that is switched out.
     *
     * @param link selector of the calling task's TSS
     * @param esp stack pointers of the privilege levels 0 to 2
     * @param ss stack segments of the privilege levels 0 to 2
     * @param cr3 the task's raw CR3
     * @param eip the task's instruction pointer when it was switched out
     * @param ldt selector of the task's LDT
     * @param ioMap offset of the I/O permission bitmap in the segment
     */
    record Tss32(Selector link, List<Va> esp, List<Selector> ss, Pa cr3, Va eip, Selector ldt, int ioMap)
            implements TaskState {
        /** Copies the lists. */
        public Tss32 {
            esp = List.copyOf(esp);
            ss = List.copyOf(ss);
        }

        @Override
        public Va stack(int level) {
            return esp.get(level);
        }
    }

    /** The bytes of a TSS that the CPU defines, in either form. */
    int SIZE = 104;

    /**
     * The stack pointer of a privilege level.
     *
     * @param level 0 to 2
     * @return what the CPU loads when it enters that level
     * @throws IndexOutOfBoundsException for another level
     */
    Va stack(int level);

    /**
     * The offset of the I/O permission bitmap.
     *
     * @return in bytes from the segment's base; at or beyond its limit there is no bitmap
     */
    int ioMap();

    /**
     * Reads the TSS that a task register names.
     *
     * @param memory the kernel's address space
     * @param tr TR with its hidden part
     * @param width the form
     * @return the task state
     * @throws UnknownRegisterException when the hidden part of TR is not known
     * @throws ShortTaskStateException when TR's limit cuts it off
     * @throws dev.vmi4j.core.error.VmiException when its memory cannot be read
     */
    static TaskState read(GuestMemory memory, SegmentRegister tr, DescriptorWidth width) {
        if (tr.base().isEmpty() || tr.limit().isEmpty()) {
            throw new UnknownRegisterException("hidden part of TR", "where the task state segment lies");
        }
        if (tr.limit().getAsLong() < SIZE - 1) {
            throw new ShortTaskStateException(
                    new Va(tr.base().getAsLong()), tr.limit().getAsLong());
        }
        return read(memory, new Va(tr.base().getAsLong()), width);
    }

    /**
     * Reads the TSS at an address.
     *
     * @param memory the kernel's address space
     * @param base of the segment
     * @param width the form
     * @return the task state
     * @throws dev.vmi4j.core.error.VmiException when its memory cannot be read
     */
    static TaskState read(GuestMemory memory, Va base, DescriptorWidth width) {
        return switch (width) {
            case LONG -> readTss64(memory, base.value());
            case LEGACY -> readTss32(memory, base.value());
        };
    }

    private static Tss64 readTss64(GuestMemory memory, long base) {
        return new Tss64(
                LongStream.of(4, 12, 20)
                        .mapToObj(at -> new Va(memory.readLong(base + at)))
                        .toList(),
                LongStream.of(36, 44, 52, 60, 68, 76, 84)
                        .mapToObj(at -> new Va(memory.readLong(base + at)))
                        .toList(),
                (int) memory.readUnsigned(base + 102, 2));
    }

    private static Tss32 readTss32(GuestMemory memory, long base) {
        return new Tss32(
                selector(memory, base),
                LongStream.of(4, 12, 20)
                        .mapToObj(at -> new Va(memory.readUnsigned(base + at, 4)))
                        .toList(),
                LongStream.of(8, 16, 24)
                        .mapToObj(at -> selector(memory, base + at))
                        .toList(),
                new Pa(memory.readUnsigned(base + 28, 4)),
                new Va(memory.readUnsigned(base + 32, 4)),
                selector(memory, base + 96),
                (int) memory.readUnsigned(base + 102, 2));
    }

    private static Selector selector(GuestMemory memory, long address) {
        return new Selector((int) memory.readUnsigned(address, 2));
    }
}
