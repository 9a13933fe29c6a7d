package dev.vmi4j.testkit.toy;

import dev.vmi4j.core.arch.ArchitectureProvider;
import dev.vmi4j.core.arch.RegisterNote;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.LittleEndian;
import java.util.List;
import java.util.Optional;

/**
 * Offers the toy architecture to tests that look architectures up. Not registered as a service here: a test that wants
 * it found names it in {@code META-INF/services} of its own resources.
 */
public final class ToyArchitectureProvider implements ArchitectureProvider {
    /** The ELF machine number that the toy claims; no real one has it. */
    public static final int ELF_MACHINE = 0x7e57;

    /** The owner of the note with the registers: pc, r0, r1, sp, root, 8 bytes each. */
    public static final String NOTE_OWNER = "TOY";

    /** Makes the provider, as the service loader does. */
    public ToyArchitectureProvider() {}

    @Override
    public ToyArchitecture architecture() {
        return ToyArchitecture.INSTANCE;
    }

    @Override
    public boolean hasElfMachine(int machine) {
        return machine == ELF_MACHINE;
    }

    @Override
    public Optional<ToyRegisters> registers(List<RegisterNote> notes) {
        return notes.stream()
                .filter(note -> note.owner().equals(NOTE_OWNER))
                .findFirst()
                .map(ToyArchitectureProvider::decode);
    }

    private static ToyRegisters decode(RegisterNote note) {
        if (note.bytes().byteSize() != 40) {
            throw new VmiException(
                    "a toy register note has 40 bytes, not " + note.bytes().byteSize());
        }
        var general = new ToyGeneralPurpose(word(note, 1), word(note, 2), word(note, 3));
        return new ToyRegisters(word(note, 0), general, word(note, 4), ToyPaging.THREE_LEVEL);
    }

    private static long word(RegisterNote note, int index) {
        return note.bytes().get(LittleEndian.LONG, index * 8L);
    }
}
