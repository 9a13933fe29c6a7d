package dev.vmi4j.os.linux.table;

import dev.vmi4j.core.table.Table;
import dev.vmi4j.core.table.TableSchema;
import dev.vmi4j.os.linux.kernel.Kernel;
import java.util.Comparator;
import java.util.List;

/** The tables of the Linux layer. A new one is a class with a definition, and a line here. */
public final class LinuxTables {
    private static final List<LinuxTable<?>> ALL = List.of(
            BootTable.DEFINITION,
            BpfTable.DEFINITION,
            CgroupsTable.DEFINITION,
            CpusTable.DEFINITION,
            DmesgTable.DEFINITION,
            FilesTable.DEFINITION,
            InterfacesTable.DEFINITION,
            MapsTable.DEFINITION,
            ModulesTable.DEFINITION,
            MountsTable.DEFINITION,
            NamespacesTable.DEFINITION,
            ProcessesTable.DEFINITION,
            ResourcesTable.MEMORY,
            ResourcesTable.PORTS,
            SocketsTable.DEFINITION,
            StacksTable.DEFINITION,
            ThreadsTable.DEFINITION);

    private LinuxTables() {}

    /**
     * The tables without a guest.
     *
     * @return sorted by name
     */
    public static List<TableSchema> schemas() {
        return ALL.stream()
                .<TableSchema>map(LinuxTable::schema)
                .sorted(Comparator.comparing(TableSchema::name))
                .toList();
    }

    /**
     * The tables of a guest.
     *
     * @param kernel its kernel
     * @return sorted by name
     */
    public static List<Table<?>> over(Kernel kernel) {
        return ALL.stream()
                .<Table<?>>map(table -> table.over(kernel))
                .sorted(Comparator.comparing(Table::name))
                .toList();
    }
}
