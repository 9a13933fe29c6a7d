package dev.vmi4j.os.linux.table;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.os.linux.kernel.system.Cpu;
import dev.vmi4j.os.linux.kernel.system.Cpus;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The table {@code cpus}: what {@code /proc/cpuinfo} says of each, and what it runs. */
final class CpusTable {
    private static final List<Column<Cpu>> COLUMNS = List.of(
            new Column<>("cpu", ColumnType.NUMBER, "number of the CPU", cpu -> Cell.of(cpu.number())),
            new Column<>(
                    "online", ColumnType.FLAG, "whether it runs (__cpu_online_mask)", cpu -> Cell.of(cpu.isOnline())),
            new Column<>(
                    "pid",
                    ColumnType.NUMBER,
                    "the task that runs on it, 0 for the idle task (current_task->pid)",
                    cpu -> online(cpu, () -> Cell.of(cpu.current().pid()))),
            new Column<>(
                    "name",
                    ColumnType.TEXT,
                    "name of that task (current_task->comm)",
                    cpu -> online(cpu, () -> Cell.of(cpu.current().name()))),
            new Column<>(
                    "task",
                    ColumnType.ADDRESS,
                    "address of that task's task_struct (current_task)",
                    cpu -> online(cpu, () -> Cell.of(cpu.current().address()))),
            new Column<>(
                    "idle_task",
                    ColumnType.ADDRESS,
                    "task_struct of the task that runs when no other does (rq.idle)",
                    cpu -> online(cpu, () -> Cell.of(cpu.idle().address()))),
            new Column<>(
                    "running",
                    ColumnType.NUMBER,
                    "tasks that run or wait to run on it, without the idle task (rq.nr_running)",
                    cpu -> Cell.of(cpu.running())),
            new Column<>(
                    "vendor", ColumnType.TEXT, "who made it (cpu_info.x86_vendor_id)", cpu -> Cells.text(cpu.vendor())),
            new Column<>("model", ColumnType.TEXT, "its name (cpu_info.x86_model_id)", cpu -> Cells.text(cpu.model())),
            new Column<>("family", ColumnType.NUMBER, "its family (cpu_info.x86)", cpu -> Cells.number(cpu.family())),
            new Column<>(
                    "model_number",
                    ColumnType.NUMBER,
                    "its model within the family (cpu_info.x86_model)",
                    cpu -> Cells.number(cpu.modelNumber())),
            new Column<>(
                    "stepping",
                    ColumnType.NUMBER,
                    "its stepping (cpu_info.x86_stepping)",
                    cpu -> Cells.number(cpu.stepping())),
            new Column<>(
                    "microcode",
                    ColumnType.NUMBER,
                    "revision of its microcode (cpu_info.microcode)",
                    cpu -> Cells.number(cpu.microcode())),
            new Column<>(
                    "khz",
                    ColumnType.NUMBER,
                    "frequency of its time stamp counter in kHz (cpu_khz)",
                    cpu -> Cells.number(cpu.kilohertz())),
            new Column<>(
                    "cache_kib",
                    ColumnType.NUMBER,
                    "size of its last cache in KiB (cpu_info.x86_cache_size)",
                    cpu -> Cells.number(cpu.cacheSize())),
            new Column<>(
                    "apic_id",
                    ColumnType.NUMBER,
                    "identifier of its interrupt controller (cpu_info.topo.apicid or .apicid)",
                    cpu -> Cells.number(cpu.apicId())),
            new Column<>(
                    "midr",
                    ColumnType.ADDRESS,
                    "identification register of an arm64 CPU (cpu_data.reg_midr)",
                    cpu -> address(cpu.identification())),
            new Column<>(
                    "per_cpu_offset",
                    ColumnType.ADDRESS,
                    "what is added to a per-CPU variable's address for this CPU (__per_cpu_offset)",
                    cpu -> Cell.of(cpu.perCpuOffset())));

    /** The definition. */
    static final LinuxTable<Cpu> DEFINITION = new LinuxTable<>(
            "cpus",
            "the CPUs that the kernel knows, and what they run",
            COLUMNS,
            (kernel, notes) -> new Cpus(kernel).all(notes));

    private CpusTable() {}

    private static Cell address(OptionalLong value) {
        return value.isPresent() ? Cell.of(new Va(value.getAsLong())) : Cell.NONE;
    }

    /** Nothing runs on a CPU that was never started. */
    private static Cell online(Cpu cpu, Supplier<Cell> cell) {
        return cpu.isOnline() ? cell.get() : Cell.NONE;
    }
}
