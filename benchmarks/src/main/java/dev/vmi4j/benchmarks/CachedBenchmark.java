package dev.vmi4j.benchmarks;

import dev.vmi4j.benchmarks.Workload.AddressSet;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.Tlb;
import java.io.IOException;
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

/** Translations of a hot set of pages out of a TLB, and plain arrays as their yardstick. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Workload.BATCH)
public class CachedBenchmark {
    private AddressSpace uncounted;
    private AddressSpace counting;
    private long[] frames;
    private long[] slots;
    private long[] addresses;
    private Batches batches;
    private int zero;

    /** For JMH. */
    @SuppressWarnings("NullAway.Init")
    public CachedBenchmark() {}

    /**
     * Reads the addresses and fills the arrays.
     *
     * @param guest the image
     * @throws IOException when the addresses cannot be read
     */
    @Setup(Level.Trial)
    public void prepare(Guest guest) throws IOException {
        AddressSpace space = guest.space(AddressSet.HOT);
        uncounted = space.cached(Tlb.uncounted(space.mode(), Tlb.DEFAULT_SLOTS));
        counting = space.cached(Tlb.counting(space.mode(), Tlb.DEFAULT_SLOTS));
        addresses = guest.addresses(AddressSet.HOT);
        batches = new Batches(addresses.length, Workload.BATCH);
        frames = new long[Tlb.DEFAULT_SLOTS];
        slots = new long[Tlb.DEFAULT_SLOTS * 2];
        for (long va : addresses) {
            int slot = (int) (va >>> 12) & frames.length - 1;
            frames[slot] = uncounted.translate(va) & -Loops.PAGE;
            slots[slot * 2] = va >>> 12;
            slots[slot * 2 + 1] = frames[slot];
        }
    }

    /**
     * {@code AddressSpace.lookup} through a TLB that does not count.
     *
     * @param cpu counts
     * @return checksum
     */
    @Benchmark
    public long uncounted(Cpu cpu) {
        cpu.operations += Workload.BATCH;
        return Loops.lookup(uncounted, addresses, batches.next(), Workload.BATCH);
    }

    /**
     * {@code AddressSpace.lookup} through a TLB that counts hits and misses.
     *
     * @param cpu counts
     * @return checksum
     */
    @Benchmark
    public long counting(Cpu cpu) {
        cpu.operations += Workload.BATCH;
        return Loops.lookup(counting, addresses, batches.next(), Workload.BATCH);
    }

    /**
     * {@code AddressSpace.lookup} through a TLB that does not count, each after the answer of the one before.
     *
     * @param cpu counts
     * @return checksum
     */
    @Benchmark
    public long chain(Cpu cpu) {
        cpu.operations += Workload.BATCH;
        return Loops.lookupChain(uncounted, addresses, batches.next(), Workload.BATCH, zero);
    }

    /**
     * The yardstick, each after the answer of the one before.
     *
     * @param cpu counts
     * @return checksum
     */
    @Benchmark
    public long arrayChain(Cpu cpu) {
        cpu.operations += Workload.BATCH;
        return Loops.arrayChain(frames, addresses, batches.next(), Workload.BATCH, zero);
    }

    /**
     * {@code AddressSpace.readLong} through a TLB that does not count.
     *
     * @param cpu counts
     * @return checksum
     */
    @Benchmark
    public long readLong(Cpu cpu) {
        cpu.operations += Workload.BATCH;
        return Loops.readMapped(uncounted, addresses, batches.next(), Workload.BATCH);
    }

    /**
     * The yardstick: an array of page frames.
     *
     * @param cpu counts
     * @return checksum
     */
    @Benchmark
    public long array(Cpu cpu) {
        cpu.operations += Workload.BATCH;
        return Loops.array(frames, addresses, batches.next(), Workload.BATCH);
    }

    /**
     * An array of tags and page frames.
     *
     * @param cpu counts
     * @return checksum
     */
    @Benchmark
    public long taggedArray(Cpu cpu) {
        cpu.operations += Workload.BATCH;
        return Loops.taggedArray(slots, addresses, batches.next(), Workload.BATCH);
    }
}
