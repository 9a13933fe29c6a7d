package dev.vmi4j.os.linux.table;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.Tasks;
import java.util.List;

/** The table {@code processes}: what {@code /proc/PID/stat}, {@code status} and {@code cmdline} say of each. */
final class ProcessesTable {
    private static final List<Column<Task>> COLUMNS = List.of(
            new Column<>("pid", ColumnType.NUMBER, "process identifier (task_struct.pid)", task -> Cell.of(task.pid())),
            new Column<>(
                    "tgid",
                    ColumnType.NUMBER,
                    "thread group identifier, the same for a process (task_struct.tgid)",
                    task -> Cell.of(task.tgid())),
            new Column<>(
                    "ppid",
                    ColumnType.NUMBER,
                    "process identifier of the parent (task_struct.real_parent->tgid)",
                    task -> Cell.of(task.parentPid())),
            new Column<>(
                    "name",
                    ColumnType.TEXT,
                    "name as /proc/PID/comm shows it (task_struct.comm; of a kernel thread kthread.full_name, of a worker also"
                            + " its work)",
                    task -> Cell.of(task.name())),
            new Column<>(
                    "state",
                    ColumnType.TEXT,
                    "R running, S sleeping, D disk sleep, T stopped, t traced, Z zombie, X dead, P parked, I idle"
                            + " (task_struct.__state, exit_state)",
                    task -> Cell.of(String.valueOf(task.state().letter()))),
            new Column<>(
                    "uid", ColumnType.NUMBER, "real user (task_struct.real_cred->uid)", task -> Cell.of(task.uid())),
            new Column<>(
                    "gid", ColumnType.NUMBER, "real group (task_struct.real_cred->gid)", task -> Cell.of(task.gid())),
            new Column<>(
                    "euid",
                    ColumnType.NUMBER,
                    "effective user (task_struct.real_cred->euid)",
                    task -> Cell.of(task.effectiveUid())),
            new Column<>(
                    "egid",
                    ColumnType.NUMBER,
                    "effective group (task_struct.real_cred->egid)",
                    task -> Cell.of(task.effectiveGid())),
            new Column<>(
                    "threads",
                    ColumnType.NUMBER,
                    "number of threads (task_struct.signal->nr_threads)",
                    task -> Cell.of(task.threads())),
            new Column<>(
                    "start_time",
                    ColumnType.SECONDS,
                    "seconds from boot to its start (task_struct.start_boottime)",
                    task -> new Cell.Seconds(task.startTime())),
            new Column<>(
                    "kernel_thread",
                    ColumnType.FLAG,
                    "whether it is a thread of the kernel (PF_KTHREAD of task_struct.flags)",
                    task -> Cell.of(task.isKernelThread())),
            new Column<>(
                    "root",
                    ColumnType.ADDRESS,
                    "guest physical address of its page table root (task_struct.mm->pgd); none for a kernel thread",
                    task -> task.root().map(Cell::of).orElse(Cell.NONE)),
            new Column<>(
                    "command_line",
                    ColumnType.LIST,
                    "arguments (mm_struct.arg_start to arg_end, read through the process's page tables)",
                    task -> task.commandLine().map(Cell::of).orElse(Cell.NONE)),
            new Column<>("task", ColumnType.ADDRESS, "address of its task_struct", task -> Cell.of(task.address())));

    /** The definition. */
    static final LinuxTable<Task> DEFINITION = new LinuxTable<>(
            "processes",
            "the processes of the guest, kernel threads included",
            COLUMNS,
            (kernel, notes) -> new Tasks(kernel).processes(notes));

    private ProcessesTable() {}
}
