package dev.vmi4j.os.linux.coredump;

import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.os.ProcessCore.Note;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * What a core file says of a thread's registers, as the kernel saved them when the thread entered it. Implemented once
 * for each architecture, found as a service.
 */
public interface UserRegisters {
    /**
     * Whether this is the one of an architecture.
     *
     * @param architecture the architecture
     * @return true when it is
     */
    boolean serves(Architecture architecture);

    /**
     * The architecture's number in ELF files.
     *
     * @return {@code e_machine}
     */
    int machine();

    /**
     * The general registers with which a thread entered the kernel.
     *
     * @param kernel the kernel
     * @param task the thread
     * @return {@code elf_gregset_t}, the part of {@code NT_PRSTATUS} that is the architecture's own
     * @throws dev.vmi4j.core.error.VmiException when they cannot be read, or are none
     */
    byte[] general(Kernel kernel, Task task);

    /**
     * The other registers that the kernel keeps of a thread that does not run.
     *
     * @param kernel the kernel
     * @param task the thread
     * @param notes receives what is left out
     * @return notes of a core file, the floating point registers first
     * @throws dev.vmi4j.core.error.VmiException when they cannot be read
     */
    List<Note> others(Kernel kernel, Task task, TableNotes notes);

    /**
     * The one of an architecture.
     *
     * @param architecture the architecture
     * @return empty when none serves it
     */
    static Optional<UserRegisters> of(Architecture architecture) {
        return ServiceLoader.load(UserRegisters.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(registers -> registers.serves(architecture))
                .findFirst();
    }
}
