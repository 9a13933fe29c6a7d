package dev.vmi4j.os.linux.kernel.system;

import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.BitSet;
import java.util.OptionalLong;

/** Sets of CPUs: {@code struct cpumask}. */
final class CpuSet {
    /** The most CPUs that Linux can be built for on any architecture. */
    private static final int LIMIT = 1 << 16;

    private CpuSet() {}

    /** The CPUs in a set that a symbol names, such as {@code __cpu_online_mask}. */
    static BitSet read(Kernel kernel, String symbol) {
        long bytes = StructLayout.of(kernel.requireTypes(), "cpumask").size();
        long address = kernel.symbol(symbol).value();
        BitSet set = BitSet.valueOf(kernel.memory().readBytes(address, (int) Math.min(bytes, LIMIT / 8)));
        set.clear(limit(kernel), LIMIT);
        return set;
    }

    /** How many numbers are in use, {@code nr_cpu_ids}, a constant in some builds. */
    private static int limit(Kernel kernel) {
        GuestMemory memory = kernel.memory();
        OptionalLong symbol = kernel.symbols().address("nr_cpu_ids");
        long count = symbol.isPresent() ? memory.readUnsigned(symbol.getAsLong(), Integer.BYTES) : LIMIT;
        return (int) Math.min(count, LIMIT);
    }
}
