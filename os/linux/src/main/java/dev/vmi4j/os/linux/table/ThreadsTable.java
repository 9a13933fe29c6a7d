package dev.vmi4j.os.linux.table;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.os.linux.kernel.process.ProcessView;
import dev.vmi4j.os.linux.kernel.process.ProcessViews;
import java.util.List;

/** The table {@code threads}: every task, what {@code /proc/PID/task/TID/stat} says of it. */
final class ThreadsTable {
    private static final List<Column<ProcessView>> COLUMNS = List.of(
            new Column<>("tgid", ColumnType.NUMBER, "process identifier (task_struct.tgid)", row -> Cell.of(row.task().tgid())),
            new Column<>("pid", ColumnType.NUMBER, "thread identifier, 0 for the idle task of a CPU (task_struct.pid)", row -> Cell.of(row.task().pid())),
            new Column<>("name", ColumnType.TEXT, "name as /proc/PID/task/TID/comm shows it (task_struct.comm)", row -> Cell.of(row.task().name())),
            new Column<>("state", ColumnType.TEXT, "R running, S sleeping, D disk sleep, T stopped, t traced, Z zombie, X dead, P parked, I idle (task_struct.__state, exit_state)", row -> Cell.of(String.valueOf(row.task().state().letter()))),
            new Column<>("cpu", ColumnType.NUMBER, "CPU on which it runs or ran last (task_struct.thread_info.cpu)", row -> Cell.of(row.scheduling().cpu())),
            new Column<>("policy", ColumnType.TEXT, "scheduling policy (task_struct.policy)", row -> Cells.policy(row.scheduling().policy())),
            new Column<>("priority", ColumnType.NUMBER, "priority in force as /proc/PID/stat shows it, negative for real time (task_struct.prio)", row -> Cell.of(row.scheduling().priority())),
            new Column<>("realtime_priority", ColumnType.NUMBER, "real-time priority, 0 for none (task_struct.rt_priority)", row -> Cell.of(row.scheduling().realtimePriority())),
            new Column<>("nice", ColumnType.NUMBER, "nice value, -20 to 19 (task_struct.static_prio)", row -> Cell.of(row.scheduling().nice())),
            new Column<>("user_time", ColumnType.SECONDS, "CPU time in user mode, divided as /proc/PID/task/TID/stat does (task_struct.utime, se.sum_exec_runtime)", row -> new Cell.Seconds(row.threadTime().user())),
            new Column<>("system_time", ColumnType.SECONDS, "CPU time in the kernel, divided as /proc/PID/task/TID/stat does (task_struct.stime, se.sum_exec_runtime)", row -> new Cell.Seconds(row.threadTime().system())),
            new Column<>("start_time", ColumnType.SECONDS, "seconds from boot to its start (task_struct.start_boottime)", row -> new Cell.Seconds(row.task().startTime())),
            new Column<>("started", ColumnType.INSTANT, "start by the guest's wall clock (task_struct.start_boottime, timekeeper.offs_real, offs_boot)", row -> new Cell.Moment(row.started())),
            new Column<>("kernel_thread", ColumnType.FLAG, "whether it is a thread of the kernel (PF_KTHREAD of task_struct.flags)", row -> Cell.of(row.task().isKernelThread())),
            new Column<>("kernel_stack", ColumnType.ADDRESS, "lowest address of its stack in the kernel (task_struct.stack)", row -> Cells.address(row.kernelStack().map(Va::value))),
            new Column<>("flags", ColumnType.ADDRESS, "PF_ bits (task_struct.flags)", row -> new Cell.Address(row.task().flags())),
            new Column<>("found_in", ColumnType.LIST, "where it was found: list (the kernel's lists of processes and threads), idr (the identifiers that are taken), cpu (the idle task of a CPU, or what it runs)", row -> Cells.evidence(row.foundIn())),
            new Column<>("task", ColumnType.ADDRESS, "address of its task_struct", row -> Cell.of(row.task().address())));

    /** The definition. */
    static final LinuxTable<ProcessView> DEFINITION = new LinuxTable<>(
            "threads",
            "every task of the guest: threads of processes and of the kernel, the idle task of each CPU",
            COLUMNS,
            (kernel, notes) -> new ProcessViews(kernel).threads(notes));

    private ThreadsTable() {}
}
