package dev.vmi4j.arch.amd64.registers;

import dev.vmi4j.core.arch.MalformedNoteException;
import dev.vmi4j.core.arch.RegisterNote;
import dev.vmi4j.core.memory.LittleEndian;
import java.lang.foreign.MemorySegment;
import java.util.OptionalLong;

/**
 * The registers in an {@code NT_PRSTATUS} note: Linux' {@code struct elf_prstatus} with its {@code user_regs_struct}, as
 * the kernel, QEMU and others write it. It has no control registers.
 *
 * @param longMode whether it has the layout of x86-64 rather than i386
 * @param gpr general-purpose registers
 * @param rip instruction pointer
 * @param rflags flags
 * @param cs selector of CS
 * @param ss selector of SS
 * @param ds selector of DS
 * @param es selector of ES
 * @param fs selector of FS
 * @param gs selector of GS
 * @param fsBase base of FS; empty in the i386 layout
 * @param gsBase base of GS; empty in the i386 layout
 */
public record Prstatus(
        boolean longMode,
        Amd64GeneralPurpose gpr,
        long rip,
        Rflags rflags,
        Selector cs,
        Selector ss,
        Selector ds,
        Selector es,
        Selector fs,
        Selector gs,
        OptionalLong fsBase,
        OptionalLong gsBase) {
    private static final int TYPE = 1;
    private static final int SIZE_64 = 336;
    private static final int SIZE_32 = 144;
    private static final int REGISTERS_64 = 112;
    private static final int REGISTERS_32 = 72;

    /**
     * Whether a note is of this kind.
     *
     * @param note a note
     * @return true for {@code NT_PRSTATUS}
     */
    public static boolean matches(RegisterNote note) {
        return note.owner().equals("CORE") && note.type() == TYPE;
    }

    /**
     * Decodes a note.
     *
     * @param note a note of this kind
     * @return its registers
     * @throws MalformedNoteException when it has neither the size of x86-64's nor of i386's layout
     */
    public static Prstatus of(RegisterNote note) {
        MemorySegment bytes = note.bytes();
        if (bytes.byteSize() == SIZE_64) {
            return wide(new Wide(bytes));
        }
        if (bytes.byteSize() == SIZE_32) {
            return narrow(new Narrow(bytes));
        }
        throw new MalformedNoteException(note, "has neither x86-64's 336 nor i386's 144 bytes");
    }

    /** r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi orig_rax rip cs flags rsp ss fsbase gsbase ds es fs gs. */
    private static Prstatus wide(Wide at) {
        Amd64GeneralPurpose gpr = Amd64GeneralPurpose.of(
                at.get(10),
                at.get(11),
                at.get(12),
                at.get(5),
                at.get(19),
                at.get(4),
                at.get(13),
                at.get(14),
                at.get(9),
                at.get(8),
                at.get(7),
                at.get(6),
                at.get(3),
                at.get(2),
                at.get(1),
                at.get(0));
        return new Prstatus(
                true,
                gpr,
                at.get(16),
                new Rflags(at.get(18)),
                selector(at.get(17)),
                selector(at.get(20)),
                selector(at.get(23)),
                selector(at.get(24)),
                selector(at.get(25)),
                selector(at.get(26)),
                OptionalLong.of(at.get(21)),
                OptionalLong.of(at.get(22)));
    }

    /** ebx ecx edx esi edi ebp eax ds es fs gs orig_eax eip cs flags esp ss. */
    private static Prstatus narrow(Narrow at) {
        Amd64GeneralPurpose gpr = Amd64GeneralPurpose.of(
                at.get(6),
                at.get(1),
                at.get(2),
                at.get(0),
                at.get(15),
                at.get(5),
                at.get(3),
                at.get(4),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0);
        return new Prstatus(
                false,
                gpr,
                at.get(12),
                new Rflags(at.get(14)),
                selector(at.get(13)),
                selector(at.get(16)),
                selector(at.get(7)),
                selector(at.get(8)),
                selector(at.get(9)),
                selector(at.get(10)),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    private static Selector selector(long value) {
        return new Selector((int) value & 0xffff);
    }

    private record Wide(MemorySegment bytes) {
        long get(int index) {
            return bytes.get(LittleEndian.LONG, REGISTERS_64 + 8L * index);
        }
    }

    private record Narrow(MemorySegment bytes) {
        long get(int index) {
            return bytes.get(LittleEndian.INT, REGISTERS_32 + 4L * index) & 0xffff_ffffL;
        }
    }
}
