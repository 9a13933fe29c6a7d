package dev.vmi4j.os.linux;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.os.ExecutableImage;
import dev.vmi4j.core.os.GuestProcess;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Task;
import java.util.Optional;
import java.util.stream.Stream;

/** A process of Linux: a thread group. */
public final class LinuxProcess implements GuestProcess {
    private final Views views;
    private final Task leader;

    LinuxProcess(Views views, Task leader) {
        this.views = views;
        this.leader = leader;
    }

    /**
     * The first thread.
     *
     * @return the kernel's view of it
     */
    public Task leader() {
        return leader;
    }

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
        return living().root();
    }

    @Override
    public Optional<Pa> userTranslationRoot() {
        return views.userRoots.of(living());
    }

    @Override
    public Optional<AddressSpace> addressSpace() {
        return living().addressSpace();
    }

    @Override
    public Stream<LinuxThread> threads(TableNotes notes) {
        return views.tasks.threads(leader, notes).map(views::thread);
    }

    @Override
    public Stream<LinuxRegion> regions(TableNotes notes) {
        return views.regions().of(leader, notes).map(LinuxRegion::new);
    }

    @Override
    public Stream<ExecutableImage> images(TableNotes notes) {
        return addressSpace().stream().flatMap(space -> views.images(leader, space, notes));
    }

    private Task living() {
        return views.tasks.living(leader);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinuxProcess process && process.object().equals(object());
    }

    @Override
    public int hashCode() {
        return object().hashCode();
    }

    @Override
    public String toString() {
        return "process at " + object();
    }
}
