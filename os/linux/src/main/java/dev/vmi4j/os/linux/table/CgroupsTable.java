package dev.vmi4j.os.linux.table;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.os.linux.kernel.cgroup.ControlGroup;
import dev.vmi4j.os.linux.kernel.cgroup.ControlGroups;
import java.util.List;

/** The table {@code cgroups}: the folders of every hierarchy of control groups. */
final class CgroupsTable {
    private static final List<Column<ControlGroup>> COLUMNS = List.of(
            new Column<>(
                    "hierarchy",
                    ColumnType.NUMBER,
                    "number of its hierarchy, 0 for version 2 (cgroup_root.hierarchy_id)",
                    group -> Cell.of(group.hierarchy())),
            new Column<>(
                    "hierarchy_name",
                    ColumnType.TEXT,
                    "name of its hierarchy, which few have (cgroup_root.name)",
                    group -> group.hierarchyName().isEmpty() ? Cell.NONE : Cell.of(group.hierarchyName())),
            new Column<>(
                    "path",
                    ColumnType.TEXT,
                    "path within the hierarchy (cgroup.kn->name)",
                    group -> Cell.of(group.path())),
            new Column<>(
                    "id",
                    ColumnType.NUMBER,
                    "identifier, also the inode of its folder (cgroup.kn->id)",
                    group -> Cell.of(group.id())),
            new Column<>(
                    "controllers",
                    ColumnType.LIST,
                    "controllers that account for it on its own (cgroup.subsys)",
                    group -> Cell.of(group.controllers())),
            new Column<>(
                    "tasks",
                    ColumnType.NUMBER,
                    "threads in it, without those in groups below (css_set.nr_tasks)",
                    group -> Cell.of(group.tasks())),
            new Column<>(
                    "cgroup", ColumnType.ADDRESS, "address of its struct cgroup", group -> Cell.of(group.address())));

    /** The definition. */
    static final LinuxTable<ControlGroup> DEFINITION = new LinuxTable<>(
            "cgroups",
            "the control groups of every hierarchy, each before those below it",
            COLUMNS,
            (kernel, notes) -> new ControlGroups(kernel).all(notes));

    private CgroupsTable() {}
}
