package dev.vmi4j.benchmarks.live;

import java.time.Duration;
import java.util.function.LongSupplier;

/** What is counted per second. */
enum Rate {
    /** Stops at a breakpoint, the guest going on after each. */
    BREAKPOINTS,
    /** Single steps. */
    STEPS,
    /** Reads of 8 bytes by virtual address. */
    READS;

    /** Does something again and again for some time. */
    static double of(Duration time, LongSupplier work) {
        long start = System.nanoTime();
        long done = 0;
        long took = 0;
        while (took < time.toNanos()) {
            done += work.getAsLong();
            took = System.nanoTime() - start;
        }
        return done * 1e9 / took;
    }
}
