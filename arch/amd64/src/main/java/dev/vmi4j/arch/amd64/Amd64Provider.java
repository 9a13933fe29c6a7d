package dev.vmi4j.arch.amd64;

import dev.vmi4j.arch.amd64.registers.Amd64Notes;
import dev.vmi4j.arch.amd64.registers.Amd64Registers;
import dev.vmi4j.arch.amd64.registers.UserRegsStruct;
import dev.vmi4j.core.arch.ArchitectureProvider;
import dev.vmi4j.core.arch.DebuggerView;
import dev.vmi4j.core.arch.RegisterNote;
import dev.vmi4j.core.arch.Registers;
import java.util.List;
import java.util.Optional;

/** The service by which the AMD64 module is found. */
public final class Amd64Provider implements ArchitectureProvider {
    private static final int EM_386 = 3;
    private static final int EM_X86_64 = 62;

    /** For the service loader. */
    public Amd64Provider() {}

    @Override
    public Amd64 architecture() {
        return Amd64.INSTANCE;
    }

    @Override
    public boolean hasElfMachine(int machine) {
        return machine == EM_X86_64 || machine == EM_386;
    }

    @Override
    public Optional<DebuggerView> debuggerView() {
        return Optional.of(Amd64DebuggerView.INSTANCE);
    }

    @Override
    public Optional<Amd64Registers> registers(List<RegisterNote> notes) {
        return Amd64Notes.registers(notes);
    }

    @Override
    public Optional<byte[]> coreRegisters(Registers registers) {
        return registers instanceof Amd64Registers amd64 ? UserRegsStruct.of(amd64) : Optional.empty();
    }
}
