package dev.vmi4j.core.os;

import dev.vmi4j.core.VmiCore;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.core.table.TableNotes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The kernel of a guest, found and understood. Immutable and thread-safe: any number of tables can be walked at once.
 * Implemented by each operating system layer.
 */
public interface GuestSystem {
    /**
     * The operating system.
     *
     * @return lower case, for example {@code linux}
     */
    String name();

    /**
     * The kernel's release.
     *
     * @return as the kernel names itself
     */
    String release();

    /**
     * The guest below.
     *
     * @return with the architecture and paging mode that were found
     */
    VmiCore core();

    /**
     * The kernel's address space.
     *
     * @return with the kernel's own translation root
     */
    AddressSpace kernelSpace();

    /**
     * The address space of a process, with all of the process and of the kernel.
     *
     * @param pid process identifier
     * @return empty when there is no such process; the kernel's for a kernel thread
     */
    default Optional<AddressSpace> processSpace(long pid) {
        return processSpace(pid, ProcessRoot.KERNEL);
    }

    /**
     * An address space of a process.
     *
     * @param pid process identifier
     * @param root which of its page tables; those of user mode are the same where it has no others
     * @return empty when there is no such process; the kernel's for a kernel thread
     */
    Optional<AddressSpace> processSpace(long pid, ProcessRoot root);

    /**
     * What the kernel says about itself in one line.
     *
     * @return Linux: the banner that {@code /proc/version} shows
     * @throws dev.vmi4j.core.error.VmiException when it cannot be read
     */
    String information();

    /**
     * Where the kernel's image begins.
     *
     * @return Linux: {@code _text}, else {@code _stext}
     */
    Va kernelBase();

    /**
     * The kernel's own image, without its modules.
     *
     * @return from {@link #kernelBase()} on
     * @throws dev.vmi4j.core.error.VmiException when the kernel does not say where it is
     */
    ExecutableImage kernelImage();

    /**
     * Whether user mode runs with page tables of its own, in which the kernel is all but absent (KPTI, KVA shadow).
     *
     * @return true when the processes have a second root
     */
    boolean isolatesPageTables();

    /**
     * The processes.
     *
     * @param notes receives why there are none or fewer than there should be
     * @return lazily, those of the kernel among them
     */
    Stream<? extends GuestProcess> processes(TableNotes notes);

    /**
     * Finds a process.
     *
     * @param pid process identifier
     * @return empty when there is none
     */
    default Optional<? extends GuestProcess> process(long pid) {
        return processes(new TableNotes()).filter(GuestProcess.hasId(pid)).findFirst();
    }

    /**
     * The modules that are loaded into the kernel.
     *
     * @param notes receives why there are none or fewer than there should be
     * @return lazily, also those that hide from a list but not from the others
     */
    Stream<? extends KernelModule> modules(TableNotes notes);

    /**
     * The process to which the kernel's own threads belong.
     *
     * @return Linux: the idle task of the first CPU, {@code init_task}; Windows: {@code System}
     */
    GuestProcess systemProcess();

    /**
     * The thread that a virtual CPU runs.
     *
     * @param registers of the virtual CPU
     * @return empty when the registers say too little to find it
     * @throws dev.vmi4j.core.error.VmiException when the kernel's own record of it cannot be read
     */
    Optional<? extends GuestThread> currentThread(Registers registers);

    /**
     * The process that a virtual CPU runs.
     *
     * @param registers of the virtual CPU
     * @return empty when the registers say too little to find it
     * @throws dev.vmi4j.core.error.VmiException when the kernel's own record of it cannot be read
     */
    default Optional<? extends GuestProcess> currentProcess(Registers registers) {
        return currentThread(registers).map(GuestThread::process);
    }

    /**
     * An argument of the system call that begins.
     *
     * @param registers at the instruction that enters the kernel, or at the first one in it
     * @param index from 0
     * @return zero-extended from the width of the code's addresses
     * @throws IndexOutOfBoundsException when a system call has no such argument
     * @throws dev.vmi4j.core.error.VmiException when it cannot be read
     */
    long syscallArgument(Registers registers, int index);

    /**
     * An argument of the function that begins, in user mode or in the kernel.
     *
     * @param registers at the function's first instruction
     * @param index from 0
     * @return zero-extended from the width of the code's addresses
     * @throws IndexOutOfBoundsException when the index is negative
     * @throws dev.vmi4j.core.error.VmiException when it cannot be read
     */
    long functionArgument(Registers registers, int index);

    /**
     * What a function returned.
     *
     * @param registers right after it returned
     * @return zero-extended from the width of the code's addresses
     * @throws dev.vmi4j.core.error.VmiException when the registers say too little
     */
    long functionResult(Registers registers);

    /**
     * The error that the running code met last, as far as the system keeps it.
     *
     * @param registers Linux keeps it nowhere but in what a system call returns: right after one
     * @return Linux: the number of the error ({@code errno}), empty when the system call succeeded; Windows: that of the
     *     current thread
     * @throws dev.vmi4j.core.error.VmiException when it cannot be read
     */
    OptionalLong lastError(Registers registers);

    /**
     * What was found out, and how.
     *
     * @return in the order in which it was found
     */
    List<Finding> findings();

    /**
     * The tables of this system.
     *
     * @return sorted by name
     */
    List<Table<?>> tables();

    /**
     * A table of this system.
     *
     * @param name the table's name
     * @return empty when this system has none of that name
     */
    default Optional<Table<?>> table(String name) {
        for (Table<?> table : tables()) {
            if (table.name().equals(name)) {
                return Optional.of(table);
            }
        }
        return Optional.empty();
    }
}
