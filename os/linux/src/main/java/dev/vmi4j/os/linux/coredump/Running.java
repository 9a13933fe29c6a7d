package dev.vmi4j.os.linux.coredump;

import dev.vmi4j.core.address.VcpuId;
import dev.vmi4j.core.arch.ArchitectureProvider;
import dev.vmi4j.core.arch.Registers;
import dev.vmi4j.core.driver.ReadsRegisters;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.process.CurrentTask;
import dev.vmi4j.os.linux.kernel.process.PerCpu;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The tasks that were running: those that a CPU calls its current one, and the registers of virtual CPUs. */
final class Running {
    private final Kernel kernel;
    private final Set<Long> current = new HashSet<>();
    private final Map<Long, Registers> registers = new HashMap<>();

    Running(Kernel kernel) {
        this.kernel = kernel;
        try {
            CurrentTask currentTask = new CurrentTask(kernel);
            new PerCpu(kernel).cpus().forEach(cpu -> current.add(currentTask.of(cpu)));
            kernel.core()
                    .driver()
                    .capability(ReadsRegisters.class)
                    .ifPresent(reader -> reader.vcpus().forEach(vcpu -> add(currentTask, reader, vcpu)));
        } catch (VmiException _) {
            // Nothing is known of what runs; the registers that the kernel saved stand for every thread.
            current.clear();
        }
    }

    private void add(CurrentTask currentTask, ReadsRegisters reader, VcpuId vcpu) {
        Registers found = reader.registers(vcpu);
        OptionalLong task = currentTask.of(found);
        task.ifPresent(address -> registers.put(address, found));
    }

    boolean has(Task task) {
        return current.contains(task.address().value());
    }

    /** The registers of a virtual CPU that runs code of the process itself; else the kernel has saved them. */
    Optional<byte[]> registers(Task task, TableNotes notes) {
        if (!has(task)) {
            return Optional.empty();
        }
        Registers found = registers.get(task.address().value());
        if (found == null) {
            notes.add("thread " + task.pid() + " was running and the source holds no registers of its virtual CPU: its"
                    + " registers are those with which it entered the kernel last");
            return Optional.empty();
        }
        return found.instructionPointer().value() < 0 ? Optional.empty() : encode(found);
    }

    private Optional<byte[]> encode(Registers found) {
        return ArchitectureProvider.all().stream()
                .filter(provider -> provider.architecture()
                        .name()
                        .equals(kernel.core().architecture().name()))
                .flatMap(provider -> provider.coreRegisters(found).stream())
                .findFirst();
    }
}
