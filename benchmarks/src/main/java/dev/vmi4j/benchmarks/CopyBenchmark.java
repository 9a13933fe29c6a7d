package dev.vmi4j.benchmarks;

import dev.vmi4j.core.memory.PhysicalMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Copies all physical memory, 4 KiB at a time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Workload.BATCH)
public class CopyBenchmark {
    private final MemorySegment heap = MemorySegment.ofArray(new byte[Loops.PAGE]);
    private final MemorySegment offHeap = Arena.global().allocate(Loops.PAGE, Loops.PAGE);
    private PhysicalMemory memory;
    private long base;
    private Batches batches;

    /** For JMH. */
    @SuppressWarnings("NullAway.Init")
    public CopyBenchmark() {}

    /**
     * Takes the memory.
     *
     * @param guest the image
     */
    @Setup(Level.Trial)
    public void prepare(Guest guest) {
        memory = guest.memory();
        base = guest.base().value();
        batches = new Batches((int) (memory.size() / Loops.PAGE), Workload.BATCH);
    }

    /**
     * Into an array.
     *
     * @param cpu counts
     * @return checksum
     */
    @Benchmark
    public long array(Cpu cpu) {
        cpu.operations += Workload.BATCH;
        return Loops.copy(memory, base, heap, batches.next(), Workload.BATCH);
    }

    /**
     * Into memory outside of the heap.
     *
     * @param cpu counts
     * @return checksum
     */
    @Benchmark
    public long segment(Cpu cpu) {
        cpu.operations += Workload.BATCH;
        return Loops.copy(memory, base, offHeap, batches.next(), Workload.BATCH);
    }
}
