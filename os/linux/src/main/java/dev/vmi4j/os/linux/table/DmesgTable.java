package dev.vmi4j.os.linux.table;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.os.linux.kernel.log.KernelLog;
import dev.vmi4j.os.linux.kernel.log.LogRecord;
import java.util.List;
import java.util.Optional;

/** The table {@code dmesg}: what {@code /dev/kmsg} says. */
final class DmesgTable {
    private static final List<Column<LogRecord>> COLUMNS = List.of(
            new Column<>(
                    "sequence",
                    ColumnType.NUMBER,
                    "number of the record, counted from boot (printk_info.seq)",
                    log -> Cell.of(log.sequence())),
            new Column<>(
                    "time",
                    ColumnType.SECONDS,
                    "seconds from boot by the scheduler's clock (printk_info.ts_nsec)",
                    log -> new Cell.Seconds(log.nanoseconds())),
            new Column<>(
                    "facility",
                    ColumnType.NUMBER,
                    "0 kernel, 1 user, 3 daemon, ... (printk_info.facility)",
                    log -> Cell.of(log.facility())),
            new Column<>(
                    "level",
                    ColumnType.NUMBER,
                    "0 emergency, 1 alert, 2 critical, 3 error, 4 warning, 5 notice, 6 information, 7 debug"
                            + " (printk_info.level)",
                    log -> Cell.of(log.level())),
            new Column<>(
                    "caller",
                    ColumnType.TEXT,
                    "T and the task that logged it, C and the CPU outside of a task (printk_info.caller_id)",
                    log -> optional(log.caller())),
            new Column<>(
                    "task",
                    ColumnType.TEXT,
                    "name of the task that logged it, where the kernel keeps it (printk_info.comm)",
                    log -> optional(log.task())),
            new Column<>(
                    "subsystem",
                    ColumnType.TEXT,
                    "subsystem of the device it is about (printk_info.dev_info.subsystem)",
                    log -> optional(log.subsystem())),
            new Column<>(
                    "device",
                    ColumnType.TEXT,
                    "the device: + subsystem and name, c or b and numbers, n and interface (printk_info.dev_info.device)",
                    log -> optional(log.device())),
            new Column<>(
                    "truncated",
                    ColumnType.FLAG,
                    "whether the ring holds less of the text than the record says (printk_info.text_len)",
                    log -> Cell.of(log.truncated())),
            new Column<>(
                    "text", ColumnType.TEXT, "the message, which may have several lines", log -> Cell.of(log.text())));

    /** The definition. */
    static final LinuxTable<LogRecord> DEFINITION = new LinuxTable<>(
            "dmesg",
            "the records of the kernel's log that its ring buffer still holds, oldest first",
            COLUMNS,
            (kernel, notes) -> new KernelLog(kernel).records(notes));

    private DmesgTable() {}

    private static Cell optional(Optional<String> value) {
        return value.map(Cell::of).orElse(Cell.NONE);
    }
}
