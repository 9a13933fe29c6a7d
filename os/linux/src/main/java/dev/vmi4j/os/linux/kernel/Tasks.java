package dev.vmi4j.os.linux.kernel;

import dev.vmi4j.core.table.TableNotes;
import java.util.Optional;
import java.util.stream.Stream;

/** The tasks of a kernel, found by walking the list that begins at {@code init_task}. */
public final class Tasks {
    /** The most processes a kernel can have: {@code PID_MAX_LIMIT}. */
    private static final int LIMIT = 4 << 20;

    private final Kernel kernel;
    private final TaskLayout layout;

    /**
     * Looks up what the walk needs.
     *
     * @param kernel the kernel
     * @throws dev.vmi4j.core.error.VmiException when its types lack a field that is needed
     */
    public Tasks(Kernel kernel) {
        this.kernel = kernel;
        this.layout = new TaskLayout(kernel.requireTypes());
    }

    /**
     * The processes: the first thread of each, without the idle task.
     *
     * @param notes receives why the walk stopped early
     * @return in the order of the kernel's list, which is that of their start
     */
    public Stream<Task> processes(TableNotes notes) {
        long offset = layout.tasks.offset();
        long head = kernel.symbol("init_task").value() + offset;
        return KernelList.walk(kernel, head, LIMIT, "the list of processes", notes)
                .mapToObj(entry -> new Task(kernel, layout, entry - offset));
    }

    /**
     * The idle task of the first CPU, at which the list of processes begins.
     *
     * @return {@code init_task}
     */
    public Task initial() {
        return at(kernel.symbol("init_task").value());
    }

    /**
     * The task at an address.
     *
     * @param address of a {@code task_struct}; nothing is checked
     * @return the task
     */
    public Task at(long address) {
        return new Task(kernel, layout, address);
    }

    /**
     * The threads of a process, or of the process that a thread belongs to.
     *
     * @param task any of its threads
     * @param notes receives why the walk stopped early
     * @return in the order of {@code task_struct.signal->thread_head}, which is that of their start
     */
    public Stream<Task> threads(Task task, TableNotes notes) {
        long signal = layout.signal.read(kernel.memory(), task.address().value());
        long offset = layout.threadNode.offset();
        return KernelList.walk(
                        kernel,
                        signal + layout.threadHead.offset(),
                        LIMIT,
                        "the threads of process " + task.tgid(),
                        notes)
                .mapToObj(entry -> at(entry - offset));
    }

    /**
     * A thread by which the memory and the files of a process are found. A first thread that has ended has neither, while
     * others may live on.
     *
     * @param task any of the process's threads
     * @return the task itself, or where it has no memory of its own the first thread that has; the task itself if none has
     */
    public Task living(Task task) {
        return task.memoryDescriptor().isPresent() || task.isKernelThread()
                ? task
                : threads(task, new TableNotes())
                        .filter(thread -> thread.memoryDescriptor().isPresent())
                        .findFirst()
                        .orElse(task);
    }

    /**
     * The first thread of the process that a thread belongs to.
     *
     * @param task any of its threads
     * @return {@code task_struct.group_leader}
     */
    public Task leader(Task task) {
        return at(layout.groupLeader.read(kernel.memory(), task.address().value()));
    }

    /**
     * Finds a process.
     *
     * @param pid process identifier
     * @return empty when there is none
     */
    public Optional<Task> process(long pid) {
        return processes(new TableNotes()).filter(task -> task.pid() == pid).findFirst();
    }
}
