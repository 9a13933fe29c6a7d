package dev.vmi4j.os.linux.table;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.os.linux.kernel.system.Boot;
import java.util.List;
import java.util.stream.Stream;

/** The table {@code boot}: what {@code uname}, {@code /proc/cmdline}, {@code uptime} and the like say, in one row. */
final class BootTable {
    private static final List<Column<Boot>> COLUMNS = List.of(
            new Column<>(
                    "release",
                    ColumnType.TEXT,
                    "release of the kernel, uname -r (init_uts_ns.name.release)",
                    boot -> Cell.of(boot.release())),
            new Column<>(
                    "version",
                    ColumnType.TEXT,
                    "version of the kernel, uname -v (init_uts_ns.name.version)",
                    boot -> Cell.of(boot.version())),
            new Column<>(
                    "machine",
                    ColumnType.TEXT,
                    "hardware name, uname -m (init_uts_ns.name.machine)",
                    boot -> Cell.of(boot.machine())),
            new Column<>(
                    "hostname",
                    ColumnType.TEXT,
                    "name of the host (init_uts_ns.name.nodename)",
                    boot -> Cell.of(boot.hostname())),
            new Column<>(
                    "domain",
                    ColumnType.TEXT,
                    "NIS domain of the host, (none) when it was never set (init_uts_ns.name.domainname)",
                    boot -> Cell.of(boot.domain())),
            new Column<>(
                    "command_line",
                    ColumnType.TEXT,
                    "command line from the boot loader (saved_command_line)",
                    boot -> Cell.of(boot.commandLine())),
            new Column<>(
                    "boot_time",
                    ColumnType.INSTANT,
                    "when it was booted, by its present wall clock (timekeeper.offs_real - offs_boot)",
                    boot -> new Cell.Moment(boot.bootTime())),
            new Column<>(
                    "time",
                    ColumnType.INSTANT,
                    "the guest's wall clock when the kernel last updated it (timekeeper.xtime_sec)",
                    boot -> new Cell.Moment(boot.time())),
            new Column<>(
                    "uptime",
                    ColumnType.SECONDS,
                    "seconds from boot_time to time, those spent asleep included",
                    boot -> new Cell.Seconds(boot.uptime().toNanos())),
            new Column<>(
                    "minutes_west",
                    ColumnType.NUMBER,
                    "time zone set in the kernel, in minutes west of Greenwich (sys_tz.tz_minuteswest)",
                    boot -> Cell.of(boot.minutesWest())),
            new Column<>(
                    "taints",
                    ColumnType.TEXT,
                    "P proprietary module, F forced module, O out of tree, E unsigned, D died, W warned, ... (tainted_mask)",
                    boot -> Cell.of(boot.taints())),
            new Column<>(
                    "cpus_online",
                    ColumnType.NUMBER,
                    "CPUs that run (__cpu_online_mask)",
                    boot -> Cell.of(boot.onlineCpus())),
            new Column<>(
                    "cpus_possible",
                    ColumnType.NUMBER,
                    "CPUs that could be plugged in (__cpu_possible_mask)",
                    boot -> Cell.of(boot.possibleCpus())),
            new Column<>(
                    "memory",
                    ColumnType.NUMBER,
                    "bytes that the kernel manages, MemTotal (_totalram_pages)",
                    boot -> Cell.of(boot.memory())),
            new Column<>(
                    "build_id",
                    ColumnType.TEXT,
                    "id that the linker gave the kernel (the notes at __start_notes)",
                    boot -> boot.buildId().map(Cell::of).orElse(Cell.NONE)),
            new Column<>(
                    "banner",
                    ColumnType.TEXT,
                    "version with compiler and builder, /proc/version (linux_banner)",
                    boot -> Cell.of(boot.banner())));

    /** The definition. */
    static final LinuxTable<Boot> DEFINITION = new LinuxTable<>(
            "boot",
            "what was booted, when and how, in one row",
            COLUMNS,
            (kernel, _) -> Stream.of(new Boot(kernel)));

    private BootTable() {}
}
