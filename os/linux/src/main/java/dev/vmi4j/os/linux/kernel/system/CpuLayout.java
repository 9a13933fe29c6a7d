package dev.vmi4j.os.linux.kernel.system;

import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.MissingSymbolException;
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

    CpuLayout(Kernel kernel) {
        runQueues = kernel.symbol("runqueues").value();
        StructLayout queue = StructLayout.of(kernel.requireTypes(), "rq");
        running = queue.field("nr_running");
        idle = queue.field("idle");
        OptionalLong info = kernel.symbols().address("cpu_info");
        x86 = info.isPresent()
                ? StructLayout.find(kernel.requireTypes(), "cpuinfo_x86").map(layout -> x86(info.getAsLong(), layout))
                : Optional.empty();
    }

    /** Where the pointer to the running task lies: a variable of its own, or the first of {@code struct pcpu_hot}. */
    static long currentTask(Kernel kernel) {
        OptionalLong own = kernel.symbols().address("current_task");
        if (own.isPresent()) {
            return own.getAsLong();
        }
        long offset = StructLayout.find(kernel.requireTypes(), "pcpu_hot")
                .map(hot -> hot.offset("current_task"))
                .orElseThrow(() -> new MissingSymbolException("current_task"));
        return kernel.symbol("pcpu_hot").value() + offset;
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
