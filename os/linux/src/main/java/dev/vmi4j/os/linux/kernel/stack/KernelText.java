package dev.vmi4j.os.linux.kernel.stack;

import dev.vmi4j.os.linux.kernel.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Where the code of the kernel's image lies. */
final class KernelText {
    private KernelText() {}

    /** A range of addresses. */
    record Range(long low, long high) {
        boolean contains(long address) {
            return Long.compareUnsigned(address, low) >= 0 && Long.compareUnsigned(address, high) < 0;
        }
    }

    /** The code that stays, and the code that runs at boot alone. */
    static List<Range> ranges(Kernel kernel) {
        return ranges(kernel, "_stext", "_etext", "_sinittext", "_einittext");
    }

    /** The code of the scheduler and of locks, which waits for others ({@code in_sched_functions}). */
    static List<Range> waiting(Kernel kernel) {
        return ranges(kernel, "__sched_text_start", "__sched_text_end", "__lock_text_start", "__lock_text_end");
    }

    /** The code that exceptions and system calls enter. */
    static List<Range> entry(Kernel kernel) {
        return ranges(kernel, "__entry_text_start", "__entry_text_end");
    }

    /** The ranges between pairs of symbols, as far as the kernel lists both. */
    private static List<Range> ranges(Kernel kernel, String... symbols) {
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < symbols.length; i += 2) {
            OptionalLong low = kernel.symbols().address(symbols[i]);
            OptionalLong high = kernel.symbols().address(symbols[i + 1]);
            if (low.isPresent() && high.isPresent()) {
                ranges.add(new Range(low.getAsLong(), high.getAsLong()));
            }
        }
        return List.copyOf(ranges);
    }
}
