package dev.vmi4j.os.linux.table;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.os.linux.kernel.process.Credentials.Capabilities;
import dev.vmi4j.os.linux.kernel.process.NamespaceKind;
import dev.vmi4j.os.linux.kernel.process.ProcessView;
import dev.vmi4j.os.linux.kernel.process.ProcessViews;
import java.util.List;
import java.util.stream.Stream;

/**
 * The table {@code processes}: what {@code /proc/PID/stat}, {@code status}, {@code cmdline}, {@code environ}, {@code ns} and
 * {@code cgroup} say of each.
 */
final class ProcessesTable {
    private static final List<Column<ProcessView>> OVERVIEW = List.of(
            new Column<>(
                    "pid",
                    ColumnType.NUMBER,
                    "process identifier (task_struct.pid)",
                    row -> Cell.of(row.task().pid())),
            new Column<>(
                    "tgid",
                    ColumnType.NUMBER,
                    "thread group identifier, the same for a process (task_struct.tgid)",
                    row -> Cell.of(row.task().tgid())),
            new Column<>(
                    "ppid",
                    ColumnType.NUMBER,
                    "process identifier of the parent (task_struct.real_parent->tgid)",
                    row -> Cell.of(row.task().parentPid())),
            new Column<>(
                    "name",
                    ColumnType.TEXT,
                    "name as /proc/PID/comm shows it (task_struct.comm; of a kernel thread kthread.full_name, of a worker also its work)",
                    row -> Cell.of(row.task().name())),
            TaskColumns.STATE,
            new Column<>(
                    "uid",
                    ColumnType.NUMBER,
                    "real user (task_struct.real_cred->uid)",
                    row -> Cell.of(row.task().uid())),
            new Column<>(
                    "gid",
                    ColumnType.NUMBER,
                    "real group (task_struct.real_cred->gid)",
                    row -> Cell.of(row.task().gid())),
            new Column<>(
                    "euid",
                    ColumnType.NUMBER,
                    "effective user (task_struct.real_cred->euid)",
                    row -> Cell.of(row.task().effectiveUid())),
            new Column<>(
                    "egid",
                    ColumnType.NUMBER,
                    "effective group (task_struct.real_cred->egid)",
                    row -> Cell.of(row.task().effectiveGid())),
            new Column<>(
                    "threads",
                    ColumnType.NUMBER,
                    "number of threads (task_struct.signal->nr_threads)",
                    row -> Cell.of(row.task().threads())),
            TaskColumns.START_TIME,
            TaskColumns.KERNEL_THREAD,
            new Column<>(
                    "root",
                    ColumnType.ADDRESS,
                    "guest physical address of its page table root (task_struct.mm->pgd); none for a kernel thread",
                    row -> Cells.address(row.task().root().map(Pa::value))),
            new Column<>(
                    "command_line",
                    ColumnType.LIST,
                    "arguments (mm_struct.arg_start to arg_end, read through the process's page tables)",
                    row -> row.task().commandLine().map(Cell::of).orElse(Cell.NONE)),
            TaskColumns.TASK);

    private static final List<Column<ProcessView>> RELATIONS = List.of(
            new Column<>(
                    "session",
                    ColumnType.NUMBER,
                    "process identifier of the session leader, 0 for none (task_struct.signal->pids[PIDTYPE_SID])",
                    row -> Cell.of(row.session())),
            new Column<>(
                    "process_group",
                    ColumnType.NUMBER,
                    "process identifier of the group leader, 0 for none (task_struct.signal->pids[PIDTYPE_PGID])",
                    row -> Cell.of(row.processGroup())),
            new Column<>(
                    "tty",
                    ColumnType.TEXT,
                    "controlling terminal (task_struct.signal->tty->name)",
                    row -> Cells.text(row.terminal())));

    private static final List<Column<ProcessView>> PRIVILEGES = List.of(
            new Column<>(
                    "suid",
                    ColumnType.NUMBER,
                    "saved user (task_struct.real_cred->suid)",
                    row -> Cell.of(row.credentials().savedUid())),
            new Column<>(
                    "sgid",
                    ColumnType.NUMBER,
                    "saved group (task_struct.real_cred->sgid)",
                    row -> Cell.of(row.credentials().savedGid())),
            new Column<>(
                    "fsuid",
                    ColumnType.NUMBER,
                    "user by which access to files is decided (task_struct.real_cred->fsuid)",
                    row -> Cell.of(row.credentials().fileUid())),
            new Column<>(
                    "fsgid",
                    ColumnType.NUMBER,
                    "group by which access to files is decided (task_struct.real_cred->fsgid)",
                    row -> Cell.of(row.credentials().fileGid())),
            new Column<>(
                    "groups",
                    ColumnType.LIST,
                    "supplementary groups (task_struct.real_cred->group_info)",
                    row -> Cells.texts(row.credentials().groups())),
            new Column<>(
                    "cap_effective",
                    ColumnType.ADDRESS,
                    "effective capabilities, a bit for each (task_struct.real_cred->cap_effective)",
                    row -> capabilities(row, Capabilities.EFFECTIVE)),
            new Column<>(
                    "cap_permitted",
                    ColumnType.ADDRESS,
                    "permitted capabilities, a bit for each (task_struct.real_cred->cap_permitted)",
                    row -> capabilities(row, Capabilities.PERMITTED)),
            new Column<>(
                    "cap_inheritable",
                    ColumnType.ADDRESS,
                    "inheritable capabilities, a bit for each (task_struct.real_cred->cap_inheritable)",
                    row -> capabilities(row, Capabilities.INHERITABLE)),
            new Column<>(
                    "cap_bounding",
                    ColumnType.ADDRESS,
                    "bounding capabilities, a bit for each (task_struct.real_cred->cap_bset)",
                    row -> capabilities(row, Capabilities.BOUNDING)),
            new Column<>(
                    "cap_ambient",
                    ColumnType.ADDRESS,
                    "ambient capabilities, a bit for each (task_struct.real_cred->cap_ambient)",
                    row -> capabilities(row, Capabilities.AMBIENT)),
            new Column<>(
                    "seccomp",
                    ColumnType.NUMBER,
                    "0 off, 1 strict, 2 filters (task_struct.seccomp.mode)",
                    row -> Cells.number(row.seccomp())),
            new Column<>(
                    "no_new_privs",
                    ColumnType.FLAG,
                    "whether it can gain no privileges (PFA_NO_NEW_PRIVS of task_struct.atomic_flags)",
                    row -> row.noNewPrivileges().map(Cell::of).orElse(Cell.NONE)));

    private static final List<Column<ProcessView>> SURROUNDINGS = List.of(
            new Column<>(
                    "ns_mnt",
                    ColumnType.NUMBER,
                    "inode number of its mount namespace (task_struct.nsproxy->mnt_ns)",
                    row -> Cells.number(row.namespace(NamespaceKind.MNT))),
            new Column<>(
                    "ns_uts",
                    ColumnType.NUMBER,
                    "inode number of its host name namespace (task_struct.nsproxy->uts_ns)",
                    row -> Cells.number(row.namespace(NamespaceKind.UTS))),
            new Column<>(
                    "ns_ipc",
                    ColumnType.NUMBER,
                    "inode number of its interprocess communication namespace (task_struct.nsproxy->ipc_ns)",
                    row -> Cells.number(row.namespace(NamespaceKind.IPC))),
            new Column<>(
                    "ns_pid",
                    ColumnType.NUMBER,
                    "inode number of its process identifier namespace (task_struct.thread_pid->numbers[level].ns)",
                    row -> Cells.number(row.namespace(NamespaceKind.PID))),
            new Column<>(
                    "ns_net",
                    ColumnType.NUMBER,
                    "inode number of its network namespace (task_struct.nsproxy->net_ns)",
                    row -> Cells.number(row.namespace(NamespaceKind.NET))),
            new Column<>(
                    "ns_user",
                    ColumnType.NUMBER,
                    "inode number of its user namespace (task_struct.real_cred->user_ns)",
                    row -> Cells.number(row.namespace(NamespaceKind.USER))),
            new Column<>(
                    "ns_cgroup",
                    ColumnType.NUMBER,
                    "inode number of its control group namespace (task_struct.nsproxy->cgroup_ns)",
                    row -> Cells.number(row.namespace(NamespaceKind.CGROUP))),
            new Column<>(
                    "ns_time",
                    ColumnType.NUMBER,
                    "inode number of its time namespace (task_struct.nsproxy->time_ns)",
                    row -> Cells.number(row.namespace(NamespaceKind.TIME))),
            new Column<>(
                    "cgroup",
                    ColumnType.TEXT,
                    "path of its control group in the unified hierarchy (task_struct.cgroups->dfl_cgrp)",
                    row -> Cells.text(row.controlGroup())),
            new Column<>(
                    "container",
                    ColumnType.TEXT,
                    "identifier or name of the container after which a control group is named",
                    row -> Cells.text(row.container())));

    private static final List<Column<ProcessView>> USE = List.of(
            TaskColumns.STARTED,
            new Column<>(
                    "user_time",
                    ColumnType.SECONDS,
                    "CPU time in user mode, ended threads included, divided as /proc/PID/stat does (signal_struct, task_struct.utime, se.sum_exec_runtime)",
                    row -> new Cell.Seconds(row.processTime().user())),
            new Column<>(
                    "system_time",
                    ColumnType.SECONDS,
                    "CPU time in the kernel, ended threads included, divided as /proc/PID/stat does (signal_struct, task_struct.stime, se.sum_exec_runtime)",
                    row -> new Cell.Seconds(row.processTime().system())),
            new Column<>(
                    "rss",
                    ColumnType.NUMBER,
                    "bytes in memory, the parts that CPUs have not yet added included (mm_struct.rss_stat)",
                    row -> Cells.number(row.resident())),
            new Column<>(
                    "swap",
                    ColumnType.NUMBER,
                    "bytes that were swapped out (mm_struct.rss_stat)",
                    row -> Cells.number(row.swapped())),
            new Column<>(
                    "virtual_size",
                    ColumnType.NUMBER,
                    "bytes of address space (mm_struct.total_vm)",
                    row -> Cells.number(row.virtual())),
            TaskColumns.NICE,
            TaskColumns.PRIORITY,
            TaskColumns.POLICY,
            TaskColumns.CPU,
            new Column<>(
                    "exe",
                    ColumnType.TEXT,
                    "path of the program that it runs (mm_struct.exe_file); none for a kernel thread",
                    row -> Cells.text(row.executable())),
            new Column<>(
                    "cwd",
                    ColumnType.TEXT,
                    "path of its working directory (task_struct.fs->pwd)",
                    row -> Cells.text(row.workingDirectory())),
            new Column<>(
                    "root_path",
                    ColumnType.TEXT,
                    "path of its root directory (task_struct.fs->root)",
                    row -> Cells.text(row.rootDirectory())),
            new Column<>(
                    "environment",
                    ColumnType.LIST,
                    "environment (mm_struct.env_start to env_end, read through the process's page tables)",
                    row -> row.task().environment().map(Cell::of).orElse(Cell.NONE)),
            new Column<>(
                    "mm",
                    ColumnType.ADDRESS,
                    "address of its mm_struct; none for a kernel thread",
                    row -> Cells.address(row.task().memoryDescriptor().map(Va::value))),
            new Column<>(
                    "active_mm",
                    ColumnType.ADDRESS,
                    "address of the mm_struct with which it runs, which a kernel thread borrows (task_struct.active_mm)",
                    row -> Cells.address(row.task().activeMemoryDescriptor().map(Va::value))),
            new Column<>(
                    "user_root",
                    ColumnType.ADDRESS,
                    "guest physical address of the page table root with which it runs in user mode under page table isolation; none without",
                    row -> Cells.address(row.userRoot().map(Pa::value))),
            TaskColumns.FLAGS,
            TaskColumns.WAITING,
            new Column<>(
                    "found_in",
                    ColumnType.LIST,
                    "where it was found: list (the kernel's list of processes), idr (the identifiers that are taken)",
                    row -> Cells.evidence(row.foundIn())));

    /** The definition. */
    static final LinuxTable<ProcessView> DEFINITION = new LinuxTable<>(
            "processes",
            "the processes of the guest, kernel threads included",
            Stream.concat(
                            OVERVIEW.stream(),
                            Stream.of(RELATIONS, PRIVILEGES, SURROUNDINGS, USE)
                                    .flatMap(List::stream)
                                    .map(Column::asDetail))
                    .toList(),
            (kernel, notes) -> new ProcessViews(kernel).processes(notes));

    private ProcessesTable() {}

    private static Cell capabilities(ProcessView row, Capabilities set) {
        return new Cell.Address(row.credentials().capabilities(set));
    }
}
