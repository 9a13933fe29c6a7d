package dev.vmi4j.arch.aarch64;

import dev.vmi4j.arch.aarch64.registers.Aarch64Notes;
import dev.vmi4j.arch.aarch64.registers.Aarch64Registers;
import dev.vmi4j.core.arch.ArchitectureProvider;
import dev.vmi4j.core.arch.DebuggerView;
import dev.vmi4j.core.arch.RegisterNote;
import java.util.List;
import java.util.Optional;

/** The service by which the AArch64 module is found. */
public final class Aarch64Provider implements ArchitectureProvider {
    private static final int EM_AARCH64 = 183;

    /** For the service loader. */
    public Aarch64Provider() {}

    @Override
    public Aarch64 architecture() {
        return Aarch64.GRANULE_4K;
    }

    @Override
    public List<Aarch64> architectures() {
        return Aarch64.all();
    }

    @Override
    public boolean hasElfMachine(int machine) {
        return machine == EM_AARCH64;
    }

    @Override
    public Optional<Aarch64Registers> registers(List<RegisterNote> notes) {
        return Aarch64Notes.registers(notes);
    }

    @Override
    public Optional<DebuggerView> debuggerView() {
        return Optional.of(Aarch64DebuggerView.INSTANCE);
    }
}
