package dev.vmi4j.arch.aarch64.registers;

import dev.vmi4j.core.arch.MalformedNoteException;
import dev.vmi4j.core.arch.RegisterNote;
import dev.vmi4j.core.memory.LittleEndian;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * Decodes the register notes of ELF core images and of what borrows their form: Linux' {@code struct elf_prstatus} with
 * its {@code user_pt_regs}, as the kernel, QEMU and others write it. It has no system registers.
 */
public final class Aarch64Notes {
    private static final int PRSTATUS = 1;
    private static final int SIZE = 392;
    private static final int REGISTERS = 112;

    private Aarch64Notes() {}

    /**
     * The registers of a virtual CPU.
     *
     * @param notes its notes; unknown ones are passed over
     * @return without system registers; empty when there is no process status note
     * @throws MalformedNoteException when a known note is malformed
     */
    public static Optional<Aarch64Registers> registers(List<RegisterNote> notes) {
        return notes.stream()
                .filter(note -> note.owner().equals("CORE") && note.type() == PRSTATUS)
                .findFirst()
                .map(Aarch64Notes::decode);
    }

    private static Aarch64Registers decode(RegisterNote note) {
        MemorySegment bytes = note.bytes();
        if (bytes.byteSize() != SIZE) {
            throw new MalformedNoteException(note, "does not have AArch64's 392 bytes");
        }
        long[] general = new long[Aarch64GeneralPurpose.COUNT + 1];
        for (int i = 0; i < general.length; i++) {
            general[i] = word(bytes, i);
        }
        return new Aarch64Registers(
                Aarch64GeneralPurpose.of(general),
                word(bytes, general.length),
                new Pstate(word(bytes, general.length + 1)),
                SystemValues.NONE,
                Optional.empty());
    }

    private static long word(MemorySegment bytes, int index) {
        return bytes.get(LittleEndian.LONG, REGISTERS + (long) index * Long.BYTES);
    }
}
