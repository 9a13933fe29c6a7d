package dev.vmi4j.os.linux.table;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.Tasks;
import dev.vmi4j.os.linux.kernel.file.Descriptor;
import dev.vmi4j.os.linux.kernel.file.OpenFlags;
import dev.vmi4j.os.linux.kernel.file.Vfs;
import dev.vmi4j.os.linux.kernel.process.FoundTask;
import dev.vmi4j.os.linux.kernel.process.TaskCensus;
import java.util.List;
import java.util.stream.Stream;

/** The table {@code files}: what {@code /proc/PID/fd} and {@code fdinfo} say of each open descriptor. */
final class FilesTable {
    /** A descriptor with the process that has it. */
    record Row(Task task, Descriptor descriptor) {}

    private static final List<Column<Row>> COLUMNS = List.of(
            new Column<>(
                    "pid", ColumnType.NUMBER, "process identifier (task_struct.pid)", row -> Cell.of(row.task.pid())),
            new Column<>(
                    "name", ColumnType.TEXT, "name of the process (task_struct.comm)", row -> Cell.of(row.task.name())),
            new Column<>(
                    "fd",
                    ColumnType.NUMBER,
                    "number of the descriptor (index in fdtable.fd)",
                    row -> Cell.of(row.descriptor.number())),
            new Column<>(
                    "type",
                    ColumnType.TEXT,
                    "regular, directory, link, chr, blk, socket, pipe, fifo, memfd, namespace, or the kernel's name of an"
                            + " anonymous file such as eventpoll (inode.i_mode, super_block.s_type)",
                    row -> Cell.of(row.descriptor.file().kind())),
            new Column<>(
                    "path",
                    ColumnType.TEXT,
                    "path as /proc/PID/fd shows it, or the name of what has none, such as pipe:[123] (file.f_path)",
                    row -> Cell.of(row.descriptor.file().path())),
            new Column<>(
                    "flags",
                    ColumnType.TEXT,
                    "flags in octal as fdinfo shows them (file.f_flags, fdtable.close_on_exec)",
                    row -> Cell.of("0" + Long.toOctalString(row.descriptor.flags()))),
            new Column<Row>(
                            "modes",
                            ColumnType.LIST,
                            "the same flags by name",
                            row -> Cell.of(OpenFlags.names(row.descriptor.flags())))
                    .asDetail(),
            new Column<>(
                    "position",
                    ColumnType.NUMBER,
                    "position in bytes (file.f_pos)",
                    row -> Cell.of(row.descriptor.file().position())),
            new Column<Row>(
                            "size",
                            ColumnType.NUMBER,
                            "size in bytes (inode.i_size)",
                            row -> Cell.of(row.descriptor.file().inode().size()))
                    .asDetail(),
            new Column<Row>(
                            "mount_id",
                            ColumnType.NUMBER,
                            "identifier of the mount it was opened through (mount.mnt_id)",
                            row -> Cell.of(row.descriptor.file().mountId()))
                    .asDetail(),
            new Column<Row>(
                            "device",
                            ColumnType.TEXT,
                            "major:minor of the device that the file lies on, in hexadecimal (super_block.s_dev)",
                            row -> Cell.of(
                                    row.descriptor.file().inode().device().hexadecimal()))
                    .asDetail(),
            new Column<>(
                    "inode",
                    ColumnType.NUMBER,
                    "inode number (inode.i_ino)",
                    row -> Cell.of(row.descriptor.file().inode().number())),
            new Column<>(
                    "detail",
                    ColumnType.TEXT,
                    "what is behind it: family, type and protocol of a socket, readers and writers of a pipe, major:minor"
                            + " of a device, count of an eventfd, what an eventpoll watches, id and name of a BPF program"
                            + " or map, pid of a pidfd",
                    row -> row.descriptor.file().detail().map(Cell::of).orElse(Cell.NONE)),
            new Column<Row>(
                            "file",
                            ColumnType.ADDRESS,
                            "address of its struct file",
                            row -> Cell.of(row.descriptor.file().address()))
                    .asDetail());

    /** The definition. */
    static final LinuxTable<Row> DEFINITION =
            new LinuxTable<>("files", "the open descriptors of every process", COLUMNS, FilesTable::rows);

    private FilesTable() {}

    private static Stream<Row> rows(Kernel kernel, TableNotes notes) {
        Vfs vfs = Vfs.of(kernel);
        return TaskCensus.processes(kernel, new Tasks(kernel), notes)
                .map(FoundTask::task)
                .flatMap(task -> vfs.descriptors(task, notes).map(descriptor -> new Row(task, descriptor)));
    }
}
