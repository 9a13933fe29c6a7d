package dev.vmi4j.os.linux.kernel.system;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.os.linux.kernel.GuestText;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.Tasks;
import dev.vmi4j.symbols.type.Field;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A CPU as the kernel knows it. Every accessor reads the guest when asked and fails with a {@link
 * dev.vmi4j.core.error.VmiException} when it cannot.
 */
public final class Cpu {
    private final Kernel kernel;
    private final CpuLayout layout;
    private final Cpus cpus;
    private final int number;
    private final boolean online;

    Cpu(Kernel kernel, CpuLayout layout, Cpus cpus, int number, boolean online) {
        this.kernel = kernel;
        this.layout = layout;
        this.cpus = cpus;
        this.number = number;
        this.online = online;
    }

    /**
     * The number of the CPU.
     *
     * @return 0 or more
     */
    public int number() {
        return number;
    }

    /**
     * Whether it runs.
     *
     * @return whether it is in {@code __cpu_online_mask}
     */
    public boolean isOnline() {
        return online;
    }

    /**
     * The task that runs on it.
     *
     * @return from its {@code current_task}
     */
    public Task current() {
        long variable = cpus.perCpu(CpuLayout.currentTask(kernel), number).value();
        return task(kernel.memory().readUnsigned(variable, kernel.pointerSize()));
    }

    /**
     * The task that runs when no other does.
     *
     * @return from {@code rq.idle}
     */
    public Task idle() {
        return task(layout.idle.read(kernel.memory(), runQueue().value()));
    }

    /**
     * How many tasks run or wait to run on it.
     *
     * @return {@code rq.nr_running}, without the idle task
     */
    public long running() {
        return layout.running.read(kernel.memory(), runQueue().value());
    }

    /**
     * Its run queue.
     *
     * @return address of its {@code struct rq}
     */
    public Va runQueue() {
        return cpus.perCpu(layout.runQueues, number);
    }

    /**
     * Where its per-CPU variables lie.
     *
     * @return {@code __per_cpu_offset[number]}
     */
    public Va perCpuOffset() {
        return cpus.perCpu(0, number);
    }

    /**
     * Who made it.
     *
     * @return {@code cpuinfo_x86.x86_vendor_id}; empty on another architecture
     */
    public Optional<String> vendor() {
        return text(CpuLayout.X86::vendor);
    }

    /**
     * Its name.
     *
     * @return {@code cpuinfo_x86.x86_model_id}; empty on another architecture
     */
    public Optional<String> model() {
        return text(CpuLayout.X86::name);
    }

    /**
     * Its family.
     *
     * @return {@code cpuinfo_x86.x86}; empty on another architecture
     */
    public OptionalLong family() {
        return value(CpuLayout.X86::family);
    }

    /**
     * Its model within the family.
     *
     * @return {@code cpuinfo_x86.x86_model}; empty on another architecture
     */
    public OptionalLong modelNumber() {
        return value(CpuLayout.X86::model);
    }

    /**
     * Its stepping.
     *
     * @return {@code cpuinfo_x86.x86_stepping}; empty on another architecture
     */
    public OptionalLong stepping() {
        return value(CpuLayout.X86::stepping);
    }

    /**
     * The revision of its microcode.
     *
     * @return {@code cpuinfo_x86.microcode}; empty on another architecture
     */
    public OptionalLong microcode() {
        return value(CpuLayout.X86::microcode);
    }

    /**
     * The size of its last cache.
     *
     * @return in KiB, {@code cpuinfo_x86.x86_cache_size}; empty on another architecture
     */
    public OptionalLong cacheSize() {
        return value(CpuLayout.X86::cacheSize);
    }

    /**
     * The identifier of its interrupt controller.
     *
     * @return {@code cpuinfo_x86.topo.apicid} or {@code .apicid}; empty on another architecture
     */
    public OptionalLong apicId() {
        return value(CpuLayout.X86::apicId);
    }

    /**
     * The frequency of its time stamp counter, which the kernel shows as that of the CPU where it cannot measure it.
     *
     * @return in kHz, {@code cpu_khz}; empty on another architecture
     */
    public OptionalLong kilohertz() {
        OptionalLong symbol = kernel.symbols().address("cpu_khz");
        return symbol.isPresent()
                ? OptionalLong.of(kernel.memory().readUnsigned(symbol.getAsLong(), Integer.BYTES))
                : OptionalLong.empty();
    }

    /**
     * Its identification register, MIDR_EL1: implementer in bits 31 to 24, variant in 23 to 20, part in 15 to 4, revision in
     * 3 to 0.
     *
     * @return {@code cpuinfo_arm64.reg_midr}; empty on another architecture
     */
    public OptionalLong identification() {
        return layout.arm64
                .map(info -> OptionalLong.of(info.identification()
                        .read(
                                kernel.memory(),
                                cpus.perCpu(info.variable(), number).value())))
                .orElse(OptionalLong.empty());
    }

    @Override
    public String toString() {
        return "CPU " + number;
    }

    private Task task(long address) {
        return new Tasks(kernel).at(address);
    }

    private OptionalLong value(Function<CpuLayout.X86, Field> field) {
        return layout.x86
                .map(info -> OptionalLong.of(field.apply(info).read(kernel.memory(), address(info))))
                .orElse(OptionalLong.empty());
    }

    private Optional<String> text(Function<CpuLayout.X86, Field> field) {
        return layout.x86.map(info -> text(field.apply(info), address(info)));
    }

    private String text(Field field, long structure) {
        return GuestText.terminated(kernel.memory().readBytes(structure + field.offset(), (int) field.size()))
                .strip();
    }

    private long address(CpuLayout.X86 info) {
        return cpus.perCpu(info.variable(), number).value();
    }
}
