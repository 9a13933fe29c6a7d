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
