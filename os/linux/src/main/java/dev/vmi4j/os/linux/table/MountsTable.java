package dev.vmi4j.os.linux.table;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.os.linux.kernel.file.Mount;
import dev.vmi4j.os.linux.kernel.file.MountNamespaces;
import java.util.List;

/** The table {@code mounts}: what {@code /proc/PID/mountinfo} says of each mount, for every namespace. */
final class MountsTable {
    private static final List<Column<Mount>> COLUMNS = List.of(
            new Column<Mount>(
                            "namespace",
                            ColumnType.NUMBER,
                            "number of its namespace as /proc/PID/ns/mnt shows it (mnt_namespace.ns.inum)",
                            mount -> Cell.of(mount.namespace()))
                    .asDetail(),
            new Column<>(
                    "pid",
                    ColumnType.NUMBER,
                    "the oldest process in the namespace; none when nobody is in it",
                    mount -> mount.pid().isPresent() ? Cell.of(mount.pid().getAsLong()) : Cell.NONE),
            new Column<>(
                    "mount_id",
                    ColumnType.NUMBER,
                    "identifier of the mount (mount.mnt_id)",
                    mount -> Cell.of(mount.id())),
            new Column<>(
                    "parent_id",
                    ColumnType.NUMBER,
                    "identifier of the mount it is mounted on, its own for the topmost (mount.mnt_parent)",
                    mount -> Cell.of(mount.parentId())),
            new Column<>(
                    "device",
                    ColumnType.TEXT,
                    "major:minor of the file system's device in decimal (super_block.s_dev)",
                    mount -> Cell.of(mount.device().toString())),
            new Column<>(
                    "root",
                    ColumnType.TEXT,
                    "path within the file system that is mounted (vfsmount.mnt_root)",
                    mount -> Cell.of(mount.root())),
            new Column<>(
                    "mount_point",
                    ColumnType.TEXT,
                    "path where it is mounted, from the top of the namespace (mount.mnt_mountpoint)",
                    mount -> Cell.of(mount.mountPoint())),
            new Column<>(
                    "visible",
                    ColumnType.FLAG,
                    "whether /proc/PID/mountinfo of that process shows it: a path leads there from its root directory"
                            + " (task_struct.fs->root)",
                    mount -> mount.isVisible().map(Cell::of).orElse(Cell.NONE)),
            new Column<>(
                    "options",
                    ColumnType.TEXT,
                    "options of the mount (vfsmount.mnt_flags)",
                    mount -> Cell.of(mount.options())),
            new Column<Mount>(
                            "propagation",
                            ColumnType.LIST,
                            "shared:GROUP, master:GROUP, unbindable; none for a private mount (mount.mnt_group_id,"
                                    + " mnt_master)",
                            mount -> Cell.of(mount.propagation()))
                    .asDetail(),
            new Column<>(
                    "type",
                    ColumnType.TEXT,
                    "type of the file system (file_system_type.name, super_block.s_subtype)",
                    mount -> Cell.of(mount.fileSystemType())),
            new Column<>(
                    "source",
                    ColumnType.TEXT,
                    "device or name that was mounted (mount.mnt_devname)",
                    mount -> Cell.of(mount.source())),
            new Column<>(
                    "super_options",
                    ColumnType.TEXT,
                    "flags of the file system, and the own options of tmpfs, ramfs, hugetlbfs, devpts, bpf and control groups"
                            + " (super_block.s_flags, s_fs_info)",
                    mount -> Cell.of(mount.superOptions())),
            new Column<Mount>(
                            "mount",
                            ColumnType.ADDRESS,
                            "address of its struct mount",
                            mount -> Cell.of(mount.address()))
                    .asDetail());

    /** The definition. */
    static final LinuxTable<Mount> DEFINITION = new LinuxTable<>(
                    "mounts",
                    "the mounts of every mount namespace",
                    COLUMNS,
                    (kernel, notes) -> new MountNamespaces(kernel).mounts(notes))
            .ofProcesses(Mount::pids);

    private MountsTable() {}
}
