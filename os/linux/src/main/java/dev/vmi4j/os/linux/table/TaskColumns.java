package dev.vmi4j.os.linux.table;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.process.ProcessView;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The columns that several tables of tasks have. */
final class TaskColumns {
    static final Column<ProcessView> STATE = new Column<>(
            "state",
            ColumnType.TEXT,
            "R running, S sleeping, D disk sleep, T stopped, t traced, Z zombie, X dead, P parked, I idle (task_struct.__state, exit_state)",
            row -> Cell.of(String.valueOf(row.task().state().letter())));

    static final Column<ProcessView> START_TIME = new Column<>(
            "start_time",
            ColumnType.SECONDS,
            "seconds from boot to its start (task_struct.start_boottime)",
            row -> new Cell.Seconds(row.task().startTime()));

    static final Column<ProcessView> KERNEL_THREAD = new Column<>(
            "kernel_thread",
            ColumnType.FLAG,
            "whether it is a thread of the kernel (PF_KTHREAD of task_struct.flags)",
            row -> Cell.of(row.task().isKernelThread()));

    static final Column<ProcessView> TASK = new Column<>(
            "task",
            ColumnType.ADDRESS,
            "address of its task_struct",
            row -> Cell.of(row.task().address()));

    static final Column<ProcessView> STARTED = new Column<>(
            "started",
            ColumnType.INSTANT,
            "start by the guest's wall clock (task_struct.start_boottime, timekeeper.offs_real, offs_boot)",
            row -> new Cell.Moment(row.started()));

    static final Column<ProcessView> NICE = new Column<>(
            "nice",
            ColumnType.NUMBER,
            "nice value, -20 to 19 (task_struct.static_prio)",
            row -> Cell.of(row.scheduling().nice()));

    static final Column<ProcessView> PRIORITY = new Column<>(
            "priority",
            ColumnType.NUMBER,
            "priority in force as /proc/PID/stat shows it, negative for real time (task_struct.prio)",
            row -> Cell.of(row.scheduling().priority()));

    static final Column<ProcessView> POLICY = new Column<>(
            "policy",
            ColumnType.TEXT,
            "scheduling policy (task_struct.policy)",
            row -> Cells.policy(row.scheduling().policy()));

    static final Column<ProcessView> CPU = new Column<>(
            "cpu",
            ColumnType.NUMBER,
            "CPU on which it runs or ran last (task_struct.thread_info.cpu)",
            row -> Cell.of(row.scheduling().cpu()));

    static final Column<ProcessView> FLAGS = new Column<>(
            "flags",
            ColumnType.ADDRESS,
            "PF_ bits (task_struct.flags)",
            row -> new Cell.Address(row.task().flags()));

    static final Column<ProcessView> WAITING = new Column<>(
            "wchan",
            ColumnType.TEXT,
            "function of the kernel in which it waits, as /proc/PID/wchan shows it (unwound from task_struct.thread); none while a CPU runs it",
            row -> Cells.text(row.waitingIn()));

    private TaskColumns() {}

    /** The columns that say whose row it is, before the table's own. */
    static <R> List<Column<R>> before(Function<R, Task> task, List<Column<R>> own) {
        List<Column<R>> whose = List.of(
                new Column<>(
                        "tgid",
                        ColumnType.NUMBER,
                        "process identifier (task_struct.tgid)",
                        row -> Cell.of(task.apply(row).tgid())),
                new Column<>(
                        "pid",
                        ColumnType.NUMBER,
                        "thread identifier, 0 for the idle task of a CPU (task_struct.pid)",
                        row -> Cell.of(task.apply(row).pid())),
                new Column<>(
                        "name",
                        ColumnType.TEXT,
                        "name as /proc/PID/task/TID/comm shows it (task_struct.comm)",
                        row -> Cell.of(task.apply(row).name())));
        return Stream.concat(whose.stream(), own.stream()).toList();
    }
}
