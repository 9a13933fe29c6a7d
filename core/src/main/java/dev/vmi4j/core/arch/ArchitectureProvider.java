package dev.vmi4j.core.arch;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The service by which an architecture module is found. Implemented once by each. */
public interface ArchitectureProvider {
    /**
     * The architecture.
     *
     * @return AArch64: the one with the 4 KiB granule
     */
    Architecture architecture();

    /**
     * Every variant of the architecture that a guest may be, where one differs from another in its page geometry.
     *
     * @return the most likely first; AArch64: one for each granule
     */
    default List<? extends Architecture> architectures() {
        return List.of(architecture());
    }

    /**
     * Whether an ELF machine number is this architecture's.
     *
     * @param machine {@code e_machine} of an ELF header
     * @return true when it is
     */
    boolean hasElfMachine(int machine);

    /**
     * Decodes the registers of a virtual CPU from what an image holds.
     *
     * @param notes the blocks of one virtual CPU; unknown ones are passed over
     * @return empty when the blocks say too little
     * @throws dev.vmi4j.core.error.VmiException when a known block is malformed
     */
    Optional<? extends Registers> registers(List<RegisterNote> notes);

    /**
     * Encodes registers as core files of 64-bit Linux have them: the counterpart of {@link #registers}.
     *
     * @param registers of this architecture, in user mode
     * @return {@code elf_gregset_t}, the part of {@code NT_PRSTATUS} that is the architecture's own; empty when the
     *     architecture has none or the registers say too little
     */
    default Optional<byte[]> coreRegisters(Registers registers) {
        return Optional.empty();
    }

    /**
     * The architecture as a debugger shows it.
     *
     * @return empty when this module does not know that
     */
    default Optional<DebuggerView> debuggerView() {
        return Optional.empty();
    }

    /**
     * Every provider on the module path.
     *
     * @return in no particular order
     */
    static List<ArchitectureProvider> all() {
        return ServiceLoader.load(ArchitectureProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * The provider for an ELF machine number.
     *
     * @param machine {@code e_machine} of an ELF header
     * @return empty when no module has it
     */
    static Optional<ArchitectureProvider> forElfMachine(int machine) {
        return all().stream()
                .filter(provider -> provider.hasElfMachine(machine))
                .findFirst();
    }
}
