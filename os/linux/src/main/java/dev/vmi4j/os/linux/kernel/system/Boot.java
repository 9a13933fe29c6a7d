package dev.vmi4j.os.linux.kernel.system;

import dev.vmi4j.os.linux.kernel.BuildId;
import dev.vmi4j.os.linux.kernel.GuestText;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Taints;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What was booted, and when. Every accessor reads the guest when asked and fails with a {@link
 * dev.vmi4j.core.error.VmiException} when it cannot.
 */
public final class Boot {
    private static final int LINE_LIMIT = 64 << 10;

    private final Kernel kernel;

    /**
     * Prepares to read.
     *
     * @param kernel the kernel
     */
    public Boot(Kernel kernel) {
        this.kernel = kernel;
    }

    /**
     * The release of the kernel, as {@code uname -r} prints it.
     *
     * @return {@code init_uts_ns.name.release}
     */
    public String release() {
        return name("release");
    }

    /**
     * The version of the kernel, as {@code uname -v} prints it.
     *
     * @return {@code init_uts_ns.name.version}
     */
    public String version() {
        return name("version");
    }

    /**
     * The hardware name, as {@code uname -m} prints it.
     *
     * @return {@code init_uts_ns.name.machine}
     */
    public String machine() {
        return name("machine");
    }

    /**
     * The name of the host.
     *
     * @return {@code init_uts_ns.name.nodename}
     */
    public String hostname() {
        return name("nodename");
    }

    /**
     * The NIS domain of the host.
     *
     * @return {@code init_uts_ns.name.domainname}, {@code (none)} when it was never set
     */
    public String domain() {
        return name("domainname");
    }

    /**
     * The whole version text, with compiler and builder.
     *
     * @return {@code linux_banner}, as {@code /proc/version} shows it
     */
    public String banner() {
        return text(kernel.symbol("linux_banner").value()).stripTrailing();
    }

    /**
     * The command line that the boot loader passed.
     *
     * @return {@code saved_command_line}
     */
    public String commandLine() {
        return text(word("saved_command_line"));
    }

    /**
     * The id that the linker gave the kernel.
     *
     * @return lower-case hexadecimal digits, from the notes of the kernel; empty when there is none
     */
    public Optional<String> buildId() {
        return BuildId.find(
                kernel.memory(),
                kernel.symbol("__start_notes").value(),
                kernel.symbol("__stop_notes").value());
    }

    /**
     * When the guest was booted.
     *
     * @return by its present wall clock, {@code timekeeper.offs_real} less {@code offs_boot}
     */
    public Instant bootTime() {
        return new Clock(kernel).boot();
    }

    /**
     * The wall clock.
     *
     * @return as of the last update of {@code timekeeper}, a tick ago or more when all CPUs were idle
     */
    public Instant time() {
        return new Clock(kernel).time();
    }

    /**
     * How long the guest has been up, with the time it slept.
     *
     * @return as of the last update of {@code timekeeper}
     */
    public Duration uptime() {
        return new Clock(kernel).uptime();
    }

    /**
     * The time zone that was set in the kernel.
     *
     * @return minutes west of Greenwich, {@code sys_tz.tz_minuteswest}; guests keep their zone in user space as a rule
     */
    public long minutesWest() {
        Field west = StructLayout.of(kernel.requireTypes(), "timezone").field("tz_minuteswest");
        return west.read(kernel.memory(), kernel.symbol("sys_tz").value());
    }

    /**
     * What taints the kernel.
     *
     * @return letters of {@code tainted_mask}, see {@link Taints}
     */
    public String taints() {
        return Taints.letters(word("tainted_mask"));
    }

    /**
     * How many CPUs run.
     *
     * @return the CPUs in {@code __cpu_online_mask}
     */
    public int onlineCpus() {
        return CpuSet.read(kernel, "__cpu_online_mask").cardinality();
    }

    /**
     * How many CPUs could be plugged in.
     *
     * @return the CPUs in {@code __cpu_possible_mask}
     */
    public int possibleCpus() {
        return CpuSet.read(kernel, "__cpu_possible_mask").cardinality();
    }

    /**
     * The memory that the kernel manages.
     *
     * @return in bytes, {@code _totalram_pages}, as {@code MemTotal} of {@code /proc/meminfo}
     */
    public long memory() {
        return word("_totalram_pages") * kernel.core().architecture().pageSize();
    }

    private String name(String field) {
        StructLayout names = StructLayout.of(kernel.requireTypes(), "uts_namespace");
        Field found = names.field("name." + field);
        long address = kernel.symbol("init_uts_ns").value() + found.offset();
        return GuestText.terminated(kernel.memory().readBytes(address, (int) found.size()));
    }

    private String text(long address) {
        int readable = (int) kernel.memory().readable(address, LINE_LIMIT);
        return kernel.memory().readUtf8(address, Math.max(1, readable));
    }

    private long word(String symbol) {
        return kernel.memory().readUnsigned(kernel.symbol(symbol).value(), kernel.pointerSize());
    }
}
