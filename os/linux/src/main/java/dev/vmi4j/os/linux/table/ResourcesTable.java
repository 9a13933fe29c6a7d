package dev.vmi4j.os.linux.table;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.os.linux.kernel.system.Resource;
import dev.vmi4j.os.linux.kernel.system.Resources;
import java.util.List;

/** The tables {@code iomem} and {@code ioports}: what {@code /proc/iomem} and {@code /proc/ioports} say. */
final class ResourcesTable {
    private static final List<Column<Resource>> COLUMNS = List.of(
            new Column<>(
                    "start",
                    ColumnType.ADDRESS,
                    "first address or port (resource.start)",
                    resource -> new Cell.Address(resource.start())),
            new Column<>(
                    "end",
                    ColumnType.ADDRESS,
                    "last address or port (resource.end)",
                    resource -> new Cell.Address(resource.end())),
            new Column<>(
                    "depth",
                    ColumnType.NUMBER,
                    "how many ranges lie around it (resource.parent)",
                    resource -> Cell.of(resource.depth())),
            new Column<>("name", ColumnType.TEXT, "who claims it (resource.name)", resource -> name(resource.name())),
            new Column<>(
                    "flags",
                    ColumnType.LIST,
                    "names of the known IORESOURCE_ flags (resource.flags)",
                    resource -> Cell.of(resource.flagNames())),
            new Column<>(
                    "resource",
                    ColumnType.ADDRESS,
                    "address of its struct resource",
                    resource -> Cell.of(resource.address())));

    /** The definition of {@code iomem}. */
    static final LinuxTable<Resource> MEMORY = new LinuxTable<>(
            "iomem",
            "the ranges of guest physical memory that drivers and the kernel claim, each before what lies in it",
            COLUMNS,
            Resources::memory);

    /** The definition of {@code ioports}. */
    static final LinuxTable<Resource> PORTS = new LinuxTable<>(
            "ioports",
            "the ranges of I/O ports that drivers and the kernel claim, each before what lies in it",
            COLUMNS,
            Resources::ports);

    private ResourcesTable() {}

    private static Cell name(String name) {
        return name.isEmpty() ? Cell.NONE : Cell.of(name);
    }
}
