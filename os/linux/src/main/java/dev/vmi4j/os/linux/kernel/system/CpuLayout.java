package dev.vmi4j.os.linux.kernel.system;

import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.Optional;
import java.util.OptionalLong;

/** Where what is known of a CPU lies: per-CPU variables, {@code struct rq}, on x86 {@code struct cpuinfo_x86}. */
final class CpuLayout {
    final long runQueues;
    final Field running;
    final Field idle;
    final Optional<X86> x86;
    final Optional<Arm64> arm64;

    /** {@code cpu_info} and its fields. */
    record X86(
            long variable,
            Field vendor,
            Field name,
            Field family,
            Field model,
            Field stepping,
            Field microcode,
            Field cacheSize,
            Field apicId) {}

    /** What arm64 keeps of a CPU: {@code struct cpuinfo_arm64}. */
    record Arm64(long variable, Field identification) {}

    CpuLayout(Kernel kernel) {
        runQueues = kernel.symbol("runqueues").value();
        StructLayout queue = StructLayout.of(kernel.requireTypes(), "rq");
        running = queue.field("nr_running");
        idle = queue.field("idle");
        OptionalLong info = kernel.symbols().address("cpu_info");
        x86 = info.isPresent()
                ? StructLayout.find(kernel.requireTypes(), "cpuinfo_x86").map(layout -> x86(info.getAsLong(), layout))
                : Optional.empty();
        OptionalLong arm = kernel.symbols().address("cpu_data");
        arm64 = arm.isPresent()
                ? StructLayout.find(kernel.requireTypes(), "cpuinfo_arm64")
                        .map(layout -> new Arm64(arm.getAsLong(), layout.field("reg_midr")))
                : Optional.empty();
    }

    /**
     * Where the pointer to the running task lies: a variable of its own, or the first of {@code struct pcpu_hot}; where the
     * architecture has neither, {@code rq.curr}.
     */
    static long currentTask(Kernel kernel) {
        OptionalLong own = kernel.symbols().address("current_task");
        if (own.isPresent()) {
            return own.getAsLong();
        }
        return StructLayout.find(kernel.requireTypes(), "pcpu_hot")
                .map(hot -> kernel.symbol("pcpu_hot").value() + hot.offset("current_task"))
                .orElseGet(() -> kernel.symbol("runqueues").value()
                        + StructLayout.of(kernel.requireTypes(), "rq").offset("curr"));
    }

    private static X86 x86(long variable, StructLayout info) {
        return new X86(
                variable,
                info.field("x86_vendor_id"),
                info.field("x86_model_id"),
                info.field("x86"),
                info.field("x86_model"),
                info.anyOf("x86_stepping", "x86_mask"),
                info.field("microcode"),
                info.field("x86_cache_size"),
                info.anyOf("topo.apicid", "apicid"));
    }
}
