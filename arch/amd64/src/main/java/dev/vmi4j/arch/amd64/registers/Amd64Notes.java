package dev.vmi4j.arch.amd64.registers;

import dev.vmi4j.core.arch.MalformedNoteException;
import dev.vmi4j.core.arch.RegisterNote;
import java.util.List;
import java.util.Optional;

/** Decodes the register notes of ELF core images and of what borrows their form. */
public final class Amd64Notes {
    private Amd64Notes() {}

    /**
     * The registers of a virtual CPU.
     *
     * @param notes its notes; unknown ones are passed over
     * @return empty when there is no QEMU note, without which the control registers are unknown
     * @throws MalformedNoteException when a known note is malformed
     */
    public static Optional<Amd64Registers> registers(List<RegisterNote> notes) {
        Optional<Prstatus> prstatus = prstatus(notes);
        return notes.stream()
                .filter(QemuCpuState::matches)
                .findFirst()
                .map(QemuCpuState::of)
                .map(state -> state.registers(prstatus));
    }

    /**
     * The registers in the PRSTATUS note of a virtual CPU, which more images have, but which lacks control registers.
     *
     * @param notes its notes; unknown ones are passed over
     * @return empty when there is none
     * @throws MalformedNoteException when it is malformed
     */
    public static Optional<Prstatus> prstatus(List<RegisterNote> notes) {
        return notes.stream().filter(Prstatus::matches).findFirst().map(Prstatus::of);
    }
}
