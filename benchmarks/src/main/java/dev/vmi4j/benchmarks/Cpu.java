package dev.vmi4j.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Counts the processor time of the measuring thread and the operations it did in an iteration: on a machine with other
 * work, time on the clock says little.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Cpu {
    /** Name of the counter of nanoseconds. */
    static final String NANOSECONDS = "nanoseconds";

    /** Name of the counter of operations. */
    static final String OPERATIONS = "operations";

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Processor time of the iteration. */
    public long nanoseconds;

    /** Operations of the iteration. */
    public long operations;

    private long started;

    /** For JMH. */
    public Cpu() {}

    /** Begins an iteration. */
    @Setup(Level.Iteration)
    public void begin() {
        operations = 0;
        started = THREADS.getCurrentThreadCpuTime();
    }

    /** Ends an iteration. */
    @TearDown(Level.Iteration)
    public void end() {
        nanoseconds = THREADS.getCurrentThreadCpuTime() - started;
    }
}
