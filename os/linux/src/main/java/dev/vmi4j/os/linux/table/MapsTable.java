package dev.vmi4j.os.linux.table;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Tasks;
import dev.vmi4j.os.linux.kernel.file.OpenFile;
import dev.vmi4j.os.linux.kernel.memory.MemoryRegion;
import dev.vmi4j.os.linux.kernel.memory.MemoryRegions;
import dev.vmi4j.os.linux.kernel.process.TaskCensus;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The table {@code maps}: what {@code /proc/PID/maps} and {@code smaps} say of each region of memory. */
final class MapsTable {
    private static final List<Column<MemoryRegion>> COLUMNS = List.of(
            new Column<>(
                    "pid",
                    ColumnType.NUMBER,
                    "process identifier (task_struct.pid)",
                    region -> Cell.of(region.task().pid())),
            new Column<>(
                    "name",
                    ColumnType.TEXT,
                    "name of the process (task_struct.comm)",
                    region -> Cell.of(region.task().name())),
            new Column<>(
                    "start",
                    ColumnType.ADDRESS,
                    "first address (vm_area_struct.vm_start)",
                    region -> Cell.of(region.start())),
            new Column<>(
                    "end",
                    ColumnType.ADDRESS,
                    "address after the last (vm_area_struct.vm_end)",
                    region -> Cell.of(region.end())),
            new Column<>(
                    "permissions",
                    ColumnType.TEXT,
                    "r read, w write, x execute, s shared or p private (vm_area_struct.vm_flags)",
                    region -> Cell.of(region.permissions())),
            new Column<>(
                    "offset",
                    ColumnType.NUMBER,
                    "where in the file it begins, in bytes (vm_area_struct.vm_pgoff)",
                    region -> Cell.of(region.offset())),
            new Column<>(
                    "device",
                    ColumnType.TEXT,
                    "major:minor of the file's device in hexadecimal (super_block.s_dev)",
                    region -> ofFile(
                            region, file -> Cell.of(file.userInode().device().hexadecimal()))),
            new Column<>(
                    "inode",
                    ColumnType.NUMBER,
                    "inode of the file (inode.i_ino)",
                    region -> ofFile(region, file -> Cell.of(file.userInode().number()))),
            new Column<>(
                    "path",
                    ColumnType.TEXT,
                    "path of the file, or what it is for: [heap], [stack], [vdso], [anon:NAME]; none for other anonymous"
                            + " memory",
                    region -> region.name().map(Cell::of).orElse(Cell.NONE)),
            new Column<>(
                    "rss",
                    ColumnType.NUMBER,
                    "bytes of it that are in memory (counted in the process's page tables)",
                    region -> Cell.of(region.pages().resident())),
            new Column<MemoryRegion>(
                            "swap",
                            ColumnType.NUMBER,
                            "bytes of it that are in swap space (counted in the process's page tables)",
                            region -> Cell.of(region.pages().swapped()))
                    .asDetail(),
            new Column<MemoryRegion>(
                            "vma",
                            ColumnType.ADDRESS,
                            "address of its vm_area_struct",
                            region -> Cell.of(region.address()))
                    .asDetail());

    /** The definition. */
    static final LinuxTable<MemoryRegion> DEFINITION =
            new LinuxTable<>("maps", "the memory regions of every process", COLUMNS, MapsTable::rows);

    private MapsTable() {}

    private static Stream<MemoryRegion> rows(Kernel kernel, TableNotes notes) {
        MemoryRegions regions = new MemoryRegions(kernel);
        return TaskCensus.processes(kernel, new Tasks(kernel), notes).flatMap(found -> regions.of(found.task(), notes));
    }

    private static Cell ofFile(MemoryRegion region, Function<OpenFile, Cell> value) {
        return region.file().map(value).orElse(Cell.NONE);
    }
}
