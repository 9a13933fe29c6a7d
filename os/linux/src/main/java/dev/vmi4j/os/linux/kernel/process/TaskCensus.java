package dev.vmi4j.os.linux.kernel.process;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.Tasks;
import dev.vmi4j.os.linux.kernel.XArray;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Finds tasks in more than one way: in the kernel's lists, among the identifiers that are taken, and as what the CPUs run.
 * One that someone took out of a list still shows, and {@link FoundTask#foundIn} says how it was found.
 */
public final class TaskCensus {
    /** {@code PID_MAX_LIMIT}, and as many inner nodes at the most. */
    private static final int LIMIT = 8 << 20;

    private final Kernel kernel;
    private final Tasks tasks;
    private final TableNotes notes;
    private final Map<Long, EnumSet<Evidence>> found = new LinkedHashMap<>();

    private TaskCensus(Kernel kernel, Tasks tasks, TableNotes notes) {
        this.kernel = kernel;
        this.tasks = tasks;
        this.notes = notes;
    }

    /**
     * The processes: the first thread of each, without the idle tasks.
     *
     * @param kernel the kernel
     * @param tasks its tasks
     * @param notes receives why a walk stopped early
     * @return those in the list first, in its order
     */
    public static Stream<FoundTask> processes(Kernel kernel, Tasks tasks, TableNotes notes) {
        TaskCensus census = new TaskCensus(kernel, tasks, notes);
        tasks.processes(notes).forEach(task -> census.add(task.address().value(), Evidence.LIST));
        census.attempt("the identifiers that are taken", () -> census.addIdentified(Identifiers.THREAD_GROUP));
        return census.all();
    }

    /**
     * Finds a process, also one that is in the kernel's list no more.
     *
     * @param kernel the kernel
     * @param tasks its tasks
     * @param pid process identifier
     * @return empty when there is none
     */
    public static Optional<Task> process(Kernel kernel, Tasks tasks, long pid) {
        return tasks.process(pid)
                .or(() -> processes(kernel, tasks, new TableNotes())
                        .map(FoundTask::task)
                        .filter(task -> task.pid() == pid)
                        .findFirst());
    }

    /**
     * Every task: the idle tasks of the CPUs, the threads of each process.
     *
     * @param kernel the kernel
     * @param tasks its tasks
     * @param notes receives why a walk stopped early
     * @return the idle tasks, then those in the lists in their order, then others
     */
    public static Stream<FoundTask> threads(Kernel kernel, Tasks tasks, TableNotes notes) {
        TaskCensus census = new TaskCensus(kernel, tasks, notes);
        census.attempt("the idle tasks of the CPUs", census::addIdle);
        tasks.processes(notes).forEach(census::addThreads);
        census.attempt("the identifiers that are taken", () -> census.addIdentified(Identifiers.TASK));
        census.attempt("the tasks that the CPUs run", census::addRunning);
        return census.all();
    }

    private Stream<FoundTask> all() {
        return found.entrySet().stream().map(entry -> new FoundTask(tasks.at(entry.getKey()), entry.getValue()));
    }

    private void add(long task, Evidence evidence) {
        found.computeIfAbsent(task, _ -> EnumSet.noneOf(Evidence.class)).add(evidence);
    }

    /** The first thread counts as found even where the list of its threads cannot be read. */
    private void addThreads(Task first) {
        add(first.address().value(), Evidence.LIST);
        attempt(
                "the threads of " + first,
                () -> tasks.threads(first, notes)
                        .map(Task::address)
                        .mapToLong(Va::value)
                        .forEach(thread -> add(thread, Evidence.LIST)));
    }

    private void addIdentified(int type) {
        Identifiers identifiers = new Identifiers(kernel);
        long head = StructLayout.of(kernel.requireTypes(), "pid_namespace")
                .field("idr.idr_rt.xa_head")
                .read(kernel.memory(), kernel.symbol("init_pid_ns").value());
        XArray.Layout layout = XArray.Layout.of(kernel.requireTypes());
        XArray.walk(kernel.memory(), layout, head, LIMIT, "the identifiers that are taken", notes).stream()
                .flatMapToLong(entry -> identified(identifiers, entry.value(), type))
                .forEach(task -> add(task, Evidence.IDR));
    }

    private LongStream identified(Identifiers identifiers, long pid, int type) {
        try {
            return identifiers.task(pid, type);
        } catch (VmiException e) {
            notes.add("the struct pid at " + new Va(pid) + " could not be read: " + e.getMessage());
            return LongStream.empty();
        }
    }

    /** {@code idle_threads} has the idle task of each CPU that was ever brought up. */
    private void addIdle() {
        PerCpu perCpu = new PerCpu(kernel);
        add(tasks.initial().address().value(), Evidence.CPU);
        OptionalLong variable = kernel.symbols().address("idle_threads");
        if (variable.isPresent()) {
            perCpu.cpus()
                    .mapToLong(cpu -> Pointers.element(kernel, perCpu.address(cpu, variable.getAsLong()), 0, 0))
                    .filter(task -> task != 0)
                    .forEach(task -> add(task, Evidence.CPU));
        }
    }

    private void addRunning() {
        CurrentTask current = new CurrentTask(kernel);
        new PerCpu(kernel)
                .cpus()
                .mapToLong(current::of)
                .filter(task -> task != 0)
                .forEach(task -> add(task, Evidence.CPU));
    }

    /** Each way is tried for itself: what cannot be read is noted, and the others still count. */
    private void attempt(String what, Runnable search) {
        try {
            search.run();
        } catch (VmiException e) {
            notes.add(what + " could not be read: " + e.getMessage());
        }
    }
}
