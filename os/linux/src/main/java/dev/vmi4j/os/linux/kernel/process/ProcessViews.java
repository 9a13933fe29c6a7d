package dev.vmi4j.os.linux.kernel.process;

import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Lazy;
import dev.vmi4j.os.linux.kernel.Tasks;
import dev.vmi4j.os.linux.kernel.stack.KernelStacks;
import dev.vmi4j.os.linux.kernel.system.Boot;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.Optional;
import java.util.stream.Stream;

/** The processes and threads of a kernel with all that is known of them; where the fields lie is looked up once. */
public final class ProcessViews {
    final Kernel kernel;
    final Tasks tasks;
    final Credentials.Layout credentials;
    final Scheduling.Layout scheduling;
    final NamespaceIds namespaces;
    final Identifiers identifiers;
    final ControlGroups controlGroups;
    final CpuTimes cpuTimes;
    final MemoryUse memoryUse;
    final UserRoots userRoots;
    final Lazy<FilePlaces> places;
    final Lazy<KernelStacks> stacks;
    final Boot boot;
    final Optional<Field> seccomp;
    final Optional<Field> noNewPrivileges;
    final Optional<Field> terminal;
    final Optional<Field> terminalName;
    final Field stack;

    /**
     * Looks up what is needed.
     *
     * @param kernel the kernel
     * @throws dev.vmi4j.core.error.VmiException when its types or symbols lack something that every kernel has
     */
    public ProcessViews(Kernel kernel) {
        this.kernel = kernel;
        tasks = new Tasks(kernel);
        StructLayout task = StructLayout.of(kernel.requireTypes(), "task_struct");
        credentials = new Credentials.Layout(kernel.requireTypes());
        scheduling = new Scheduling.Layout(task);
        namespaces = new NamespaceIds(kernel);
        identifiers = new Identifiers(kernel);
        controlGroups = new ControlGroups(kernel);
        cpuTimes = new CpuTimes(kernel, tasks);
        memoryUse = new MemoryUse(kernel, tasks, new Lazy<>(() -> new PerCpu(kernel)));
        userRoots = new UserRoots(kernel);
        places = new Lazy<>(() -> new FilePlaces(kernel));
        stacks = new Lazy<>(() -> new KernelStacks(kernel, new TableNotes()));
        boot = new Boot(kernel);
        seccomp = task.optional("seccomp.mode");
        noNewPrivileges = task.optional("atomic_flags");
        terminal = StructLayout.of(kernel.requireTypes(), "signal_struct").optional("tty");
        terminalName = StructLayout.find(kernel.requireTypes(), "tty_struct").flatMap(tty -> tty.optional("name"));
        stack = task.field("stack");
    }

    /**
     * The processes, without the idle tasks.
     *
     * @param notes receives why there are none or fewer than there should be
     * @return in the order of their start, then those that were taken out of the kernel's list
     */
    public Stream<ProcessView> processes(TableNotes notes) {
        return TaskCensus.processes(kernel, tasks, notes).map(found -> new ProcessView(this, found));
    }

    /**
     * Every task: the idle task of each CPU, the threads of each process.
     *
     * @param notes receives why there are none or fewer than there should be
     * @return the idle tasks, then process by process, then those that were taken out of the kernel's lists
     */
    public Stream<ProcessView> threads(TableNotes notes) {
        return TaskCensus.threads(kernel, tasks, notes).map(found -> new ProcessView(this, found));
    }
}
