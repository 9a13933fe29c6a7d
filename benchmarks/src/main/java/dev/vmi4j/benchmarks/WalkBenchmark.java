package dev.vmi4j.benchmarks;

import dev.vmi4j.benchmarks.Workload.AddressSet;
import dev.vmi4j.core.paging.AddressSpace;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Translations that walk the page tables of a guest, half of which fail. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Workload.BATCH)
public class WalkBenchmark {
    /** Whose addresses. */
    @Param({"kernel", "process"})
    public String addressSet = "kernel";

    private AddressSpace space;
    private long[] addresses;
    private Batches batches;

    /** For JMH. */
    @SuppressWarnings("NullAway.Init")
    public WalkBenchmark() {}

    /**
     * Reads the addresses.
     *
     * @param guest the image
     * @throws IOException when they cannot be read
     */
    @Setup(Level.Trial)
    public void prepare(Guest guest) throws IOException {
        AddressSet set = AddressSet.valueOf(addressSet.toUpperCase(Locale.ROOT));
        space = guest.space(set);
        addresses = guest.addresses(set);
        batches = new Batches(addresses.length, Workload.BATCH);
    }

    /**
     * {@code AddressSpace.lookup} without a TLB.
     *
     * @param cpu counts
     * @return checksum
     */
    @Benchmark
    public long translate(Cpu cpu) {
        cpu.operations += Workload.BATCH;
        return Loops.lookup(space, addresses, batches.next(), Workload.BATCH);
    }

    /**
     * A 64-bit integer behind every address that translates.
     *
     * @param cpu counts
     * @return checksum
     */
    @Benchmark
    public long readLong(Cpu cpu) {
        cpu.operations += Workload.BATCH;
        return Loops.readLong(space, addresses, batches.next(), Workload.BATCH);
    }
}
