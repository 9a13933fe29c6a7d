package dev.vmi4j.os.linux.table;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.os.linux.kernel.process.ProcessView;
import dev.vmi4j.os.linux.kernel.process.ProcessViews;
import java.util.List;
import java.util.stream.LongStream;

/** The table {@code threads}: every task, what {@code /proc/PID/task/TID/stat} says of it. */
final class ThreadsTable {
    private static final List<Column<ProcessView>> COLUMNS = TaskColumns.before(
            ProcessView::task,
            List.of(
                    TaskColumns.STATE,
                    TaskColumns.CPU,
                    TaskColumns.POLICY,
                    TaskColumns.PRIORITY,
                    new Column<>(
                            "realtime_priority",
                            ColumnType.NUMBER,
                            "real-time priority, 0 for none (task_struct.rt_priority)",
                            row -> Cell.of(row.scheduling().realtimePriority())),
                    TaskColumns.NICE,
                    new Column<>(
                            "user_time",
                            ColumnType.SECONDS,
                            "CPU time in user mode, divided as /proc/PID/task/TID/stat does (task_struct.utime, se.sum_exec_runtime)",
                            row -> new Cell.Seconds(row.threadTime().user())),
                    new Column<>(
                            "system_time",
                            ColumnType.SECONDS,
                            "CPU time in the kernel, divided as /proc/PID/task/TID/stat does (task_struct.stime, se.sum_exec_runtime)",
                            row -> new Cell.Seconds(row.threadTime().system())),
                    TaskColumns.START_TIME,
                    TaskColumns.STARTED,
                    TaskColumns.KERNEL_THREAD,
                    new Column<>(
                            "kernel_stack",
                            ColumnType.ADDRESS,
                            "lowest address of its stack in the kernel (task_struct.stack)",
                            row -> Cells.address(row.kernelStack().map(Va::value))),
                    TaskColumns.FLAGS,
                    TaskColumns.WAITING,
                    new Column<>(
                            "found_in",
                            ColumnType.LIST,
                            "where it was found: list (the kernel's lists of processes and threads), idr (the identifiers that are taken), cpu (the idle task of a CPU, or what it runs)",
                            row -> Cells.evidence(row.foundIn())),
                    TaskColumns.TASK));

    /** The definition. */
    static final LinuxTable<ProcessView> DEFINITION = new LinuxTable<>(
                    "threads",
                    "every task of the guest: threads of processes and of the kernel, the idle task of each CPU",
                    COLUMNS,
                    (kernel, notes) -> new ProcessViews(kernel).threads(notes))
            .ofProcesses(row -> LongStream.of(row.task().tgid(), row.task().pid()));

    private ThreadsTable() {}
}
