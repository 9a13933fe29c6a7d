package dev.vmi4j.os.linux.table;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.os.linux.kernel.namespace.Namespace;
import dev.vmi4j.os.linux.kernel.namespace.Namespaces;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;

/** The table {@code namespaces}: what {@code lsns} and the links of {@code /proc/PID/ns} say. */
final class NamespacesTable {
    private static final List<Column<Namespace>> COLUMNS = List.of(
            new Column<>(
                    "kind",
                    ColumnType.TEXT,
                    "mnt, uts, ipc, pid, net, user, cgroup or time",
                    namespace -> Cell.of(namespace.kind().name().toLowerCase(Locale.ROOT))),
            new Column<>(
                    "inode",
                    ColumnType.NUMBER,
                    "number, as in net:[NUMBER] (ns_common.inum)",
                    namespace -> Cell.of(namespace.inode())),
            new Column<>(
                    "processes",
                    ColumnType.NUMBER,
                    "number of processes in it; 0 when only a process's next child, another namespace or the kernel refers"
                            + " to it",
                    namespace -> Cell.of(namespace.processes())),
            number("pid", "lowest process identifier in it", Namespace::firstPid),
            new Column<>(
                    "process",
                    ColumnType.TEXT,
                    "name of that process (task_struct.comm)",
                    namespace ->
                            namespace.first().map(task -> Cell.of(task.name())).orElse(Cell.NONE)),
            number("owner", "inode number of the user namespace that owns it (user_ns)", Namespace::owner),
            number(
                    "parent",
                    "inode number of the namespace above it; only process and user namespaces have one (parent)",
                    Namespace::parent),
            number("creator", "user who made a user namespace (user_namespace.owner)", Namespace::creator),
            new Column<>(
                    "namespace",
                    ColumnType.ADDRESS,
                    "address of its structure, such as struct net",
                    namespace -> Cell.of(namespace.address())));

    /** The definition. */
    static final LinuxTable<Namespace> DEFINITION = new LinuxTable<>(
                    "namespaces",
                    "the namespaces that processes and other namespaces refer to",
                    COLUMNS,
                    (kernel, notes) -> new Namespaces(kernel).all(notes))
            .ofProcesses(Namespace::pids);

    private NamespacesTable() {}

    private static Column<Namespace> number(String name, String description, Function<Namespace, OptionalLong> value) {
        return new Column<>(name, ColumnType.NUMBER, description, namespace -> Cells.number(value.apply(namespace)));
    }
}
