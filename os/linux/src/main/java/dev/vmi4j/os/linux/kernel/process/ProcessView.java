package dev.vmi4j.os.linux.kernel.process;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.os.linux.kernel.GuestText;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.stack.CodePlace;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A task with all that is known of it and of its process. Every accessor reads the guest when asked and fails with a
 * {@link dev.vmi4j.core.error.VmiException} when it cannot.
 */
public final class ProcessView {
    private final ProcessViews views;
    private final FoundTask found;

    ProcessView(ProcessViews views, FoundTask found) {
        this.views = views;
        this.found = found;
    }

    /**
     * The task itself.
     *
     * @return the task
     */
    public Task task() {
        return found.task();
    }

    /**
     * How it was found.
     *
     * @return every way in which it was
     */
    public Set<Evidence> foundIn() {
        return found.foundIn();
    }

    /**
     * The session.
     *
     * @return identifier in the first namespace; 0 for none
     */
    public long session() {
        return views.identifiers.ofSignal(signal(), Identifiers.SESSION);
    }

    /**
     * The process group.
     *
     * @return identifier in the first namespace; 0 for none
     */
    public long processGroup() {
        return views.identifiers.ofSignal(signal(), Identifiers.PROCESS_GROUP);
    }

    /**
     * The controlling terminal.
     *
     * @return its name, for example {@code ttyS0}; empty for none
     */
    public Optional<String> terminal() {
        OptionalLong tty = Pointers.follow(views.kernel, views.terminal, OptionalLong.of(signal()));
        return tty.isEmpty()
                ? Optional.empty()
                : views.terminalName.map(name -> GuestText.terminated(
                        views.kernel.memory().readBytes(tty.getAsLong() + name.offset(), (int) name.size())));
    }

    /**
     * The credentials.
     *
     * @return as others see them
     */
    public Credentials credentials() {
        return new Credentials(
                views.kernel, views.credentials, task().credentialsAddress().value());
    }

    /**
     * How the scheduler sees it.
     *
     * @return the numbers of {@code /proc/PID/stat}
     */
    public Scheduling scheduling() {
        return new Scheduling(views.kernel, views.scheduling, address());
    }

    /**
     * The seccomp mode.
     *
     * @return 0 off, 1 strict, 2 filters; empty when the kernel was built without
     */
    public OptionalLong seccomp() {
        return Pointers.read(views.kernel, views.seccomp, OptionalLong.of(address()));
    }

    /**
     * Whether it can gain no privileges.
     *
     * @return {@code PFA_NO_NEW_PRIVS}, the lowest of {@code task_struct.atomic_flags}
     */
    public Optional<Boolean> noNewPrivileges() {
        return views.noNewPrivileges.map(flags -> (flags.read(views.kernel.memory(), address()) & 1) != 0);
    }

    /**
     * A namespace.
     *
     * @param kind which
     * @return its inode number, as {@code /proc/PID/ns} shows it; empty after the process's end, and when the kernel was
     *     built without
     */
    public OptionalLong namespace(NamespaceKind kind) {
        return switch (kind) {
            case PID -> views.namespaces.inode(kind, views.identifiers.namespace(address()));
            case USER ->
                views.namespaces.inode(kind, OptionalLong.of(credentials().userNamespace()));
            case MNT, UTS, IPC, NET, CGROUP, TIME -> views.namespaces.proxied(kind, address());
        };
    }

    /**
     * The control group in the unified hierarchy.
     *
     * @return its path from the root of the hierarchy; empty when the kernel was built without
     */
    public Optional<String> controlGroup() {
        return views.controlGroups.unified(address());
    }

    /**
     * The container, as far as a control group is named after one.
     *
     * @return its identifier or name; empty for none
     */
    public Optional<String> container() {
        return Stream.concat(controlGroup().stream(), views.controlGroups.all(address()))
                .flatMap(path -> ContainerId.find(path).stream())
                .findFirst();
    }

    /**
     * When it began, by the wall clock.
     *
     * @return by the guest's clock of now: it moves when that is set
     */
    public Instant started() {
        return views.boot.bootTime().plusNanos(task().startTime());
    }

    /**
     * The CPU time of the process, with that of threads that have ended.
     *
     * @return as {@code /proc/PID/stat} shows it
     */
    public CpuTime processTime() {
        return views.cpuTimes.ofProcess(task());
    }

    /**
     * The CPU time of the task alone.
     *
     * @return as {@code /proc/PID/task/TID/stat} shows it
     */
    public CpuTime threadTime() {
        return views.cpuTimes.ofThread(task());
    }

    /**
     * The memory in use.
     *
     * @return bytes; empty for a kernel thread and after its end
     */
    public Optional<Long> resident() {
        return task().memoryDescriptor().map(mm -> views.memoryUse.resident(task(), mm));
    }

    /**
     * The memory that was swapped out.
     *
     * @return bytes; empty for a kernel thread and after its end
     */
    public Optional<Long> swapped() {
        return task().memoryDescriptor().map(mm -> views.memoryUse.swapped(task(), mm));
    }

    /**
     * The size of the address space.
     *
     * @return bytes; empty for a kernel thread and after its end
     */
    public Optional<Long> virtual() {
        return task().memoryDescriptor().map(mm -> views.memoryUse.virtual(mm));
    }

    /**
     * The root of the page tables with which it runs in user mode under page table isolation.
     *
     * @return guest physical address; empty without isolation, for a kernel thread and after its end
     */
    public Optional<Pa> userRoot() {
        return views.userRoots.of(task());
    }

    /**
     * The function of the kernel in which it waits.
     *
     * @return as {@code /proc/PID/wchan} shows it; empty while a CPU runs it, and after its end
     */
    public Optional<String> waitingIn() {
        return views.stacks.get().waitingIn(task()).map(CodePlace::symbol);
    }

    /**
     * The stack that it uses in the kernel.
     *
     * @return its lowest address; empty when it was freed
     */
    public Optional<Va> kernelStack() {
        return Optional.of(new Va(views.stack.read(views.kernel.memory(), address())))
                .filter(stack -> stack.value() != 0);
    }

    /**
     * The program that it runs.
     *
     * @return the path of its file, as {@code /proc/PID/exe} shows it; empty for a kernel thread and after its end
     */
    public Optional<String> executable() {
        return views.places.get().executable(task());
    }

    /**
     * The directory from which its relative paths go.
     *
     * @return the path, as {@code /proc/PID/cwd} shows it; empty after its end
     */
    public Optional<String> workingDirectory() {
        return views.places.get().working(task());
    }

    /**
     * The directory from which its absolute paths go.
     *
     * @return the path, as {@code /proc/PID/root} shows it; empty after its end
     */
    public Optional<String> rootDirectory() {
        return views.places.get().root(task());
    }

    private long address() {
        return task().address().value();
    }

    private long signal() {
        return task().signalAddress().value();
    }
}
