package dev.vmi4j.os.linux;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.os.GuestProcess;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.Tasks;
import dev.vmi4j.os.linux.kernel.process.UserRoots;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process of Linux: a thread group.
 *
 * @param tasks the kernel's tasks
 * @param userRoots where the second root tables are
 * @param leader its first thread
 */
public record LinuxProcess(Tasks tasks, UserRoots userRoots, Task leader) implements GuestProcess {
    @Override
    public Va object() {
        return leader.address();
    }

    @Override
    public long id() {
        return leader.tgid();
    }

    @Override
    public long parentId() {
        return leader.parentPid();
    }

    @Override
    public String name() {
        return leader.name();
    }

    @Override
    public boolean isKernel() {
        return leader.isKernelThread();
    }

    @Override
    public Optional<Pa> translationRoot() {
        return leader.root();
    }

    @Override
    public Optional<Pa> userTranslationRoot() {
        return userRoots.of(leader);
    }

    @Override
    public Optional<AddressSpace> addressSpace() {
        return leader.addressSpace();
    }

    @Override
    public Stream<LinuxThread> threads(TableNotes notes) {
        return tasks.threads(leader, notes).map(task -> new LinuxThread(tasks, userRoots, task));
    }
}
