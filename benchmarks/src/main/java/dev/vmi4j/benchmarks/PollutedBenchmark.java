package dev.vmi4j.benchmarks;

import dev.vmi4j.arch.aarch64.paging.Aarch64Granule;
import dev.vmi4j.arch.aarch64.paging.Aarch64Paging;
import dev.vmi4j.arch.aarch64.paging.Aarch64PagingOptions;
import dev.vmi4j.arch.aarch64.paging.AddressHalf;
import dev.vmi4j.arch.aarch64.paging.DescriptorFormat;
import dev.vmi4j.arch.amd64.paging.Amd64Paging;
import dev.vmi4j.benchmarks.Workload.AddressSet;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.PagingMode;
import dev.vmi4j.core.paging.Tlb;
import dev.vmi4j.testkit.memory.SyntheticMemory;
import dev.vmi4j.testkit.paging.Aarch64Encoders;
import dev.vmi4j.testkit.paging.Aarch64Encoders.Format;
import dev.vmi4j.testkit.paging.Aarch64Encoders.Granule;
import dev.vmi4j.testkit.paging.Aarch64Encoders.Half;
import dev.vmi4j.testkit.paging.Amd64Encoders;
import dev.vmi4j.testkit.paging.EntryEncoder;
import dev.vmi4j.testkit.paging.PageTableBuilder;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * The loops of {@link WalkBenchmark} in a process where every paging mode, memory that is mapped and memory that comes
 * page by page, and look-ups with and without a TLB have been hot before.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Workload.BATCH)
public class PollutedBenchmark {
    private static final int POLLUTION = 2_000;
    private static final int PAGES = 512;

    private static final class Other {
        private final AddressSpace space;
        private final long[] addresses;

        Other(AddressSpace space, long[] addresses) {
            this.space = space;
            this.addresses = addresses;
        }
    }

    /** Whose addresses. */
    @Param({"kernel", "process"})
    public String addressSet = "kernel";

    private AddressSpace space;
    private long[] addresses;
    private Batches batches;

    /** For JMH. */
    @SuppressWarnings("NullAway.Init")
    public PollutedBenchmark() {}

    /**
     * Makes everything else hot, then reads the addresses.
     *
     * @param guest the image
     * @param blackhole receives what nobody wants to know
     * @throws IOException when they cannot be read
     */
    @Setup(Level.Trial)
    public void prepare(Guest guest, Blackhole blackhole) throws IOException {
        AddressSet set = AddressSet.valueOf(addressSet.toUpperCase(Locale.ROOT));
        space = guest.space(set);
        addresses = guest.addresses(set);
        batches = new Batches(addresses.length, Workload.BATCH);
        blackhole.consume(pollute(others()));
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

    /** Everything in turn, the measured one among them, so that no branch of the code is without a history. */
    private long pollute(List<Other> others) {
        long sum = 0;
        for (int i = 0; i < POLLUTION; i++) {
            Other other = others.get(i % others.size());
            sum += Loops.lookup(other.space, other.addresses, 0, PAGES);
            sum += Loops.readLong(other.space, other.addresses, 0, PAGES);
            sum += Loops.lookup(space, addresses, i % 64 * PAGES, PAGES);
            sum += Loops.readLong(space, addresses, i % 64 * PAGES, PAGES);
        }
        return sum;
    }

    private static List<Other> others() {
        List<Other> all = new ArrayList<>();
        add(all, Amd64Paging.FIVE_LEVEL, Amd64Encoders.fiveLevel(52));
        add(all, Amd64Paging.FOUR_LEVEL, Amd64Encoders.fourLevel(52));
        add(all, Amd64Paging.PAE, Amd64Encoders.pae(52));
        add(all, Amd64Paging.LEGACY, Amd64Encoders.pse());
        addAarch64(all, Aarch64Granule.SIZE_4K, Granule.KIB_4);
        addAarch64(all, Aarch64Granule.SIZE_16K, Granule.KIB_16);
        return all;
    }

    private static void addAarch64(List<Other> all, Aarch64Granule granule, Granule written) {
        PagingMode mode =
                Aarch64Paging.of(Aarch64PagingOptions.of(granule, AddressHalf.LOWER, 48, DescriptorFormat.BITS_48));
        add(all, mode, Aarch64Encoders.of(written, Half.LOWER_TAGGED, 48, Format.PLAIN));
    }

    private static void add(List<Other> all, PagingMode mode, EntryEncoder encoder) {
        SplittableRandom random = new SplittableRandom(1);
        SyntheticMemory memory = SyntheticMemory.offHeap(Arena.global(), new MemoryRange(0, 16 << 20));
        PageTableBuilder builder = new PageTableBuilder(encoder, memory);
        long page = 1L << mode.pageShift();
        long[] addresses = new long[PAGES];
        for (int i = 0; i < PAGES; i++) {
            long va = i * 8L * page;
            builder.map(va, random.nextInt(64) * page, page);
            addresses[i] = i % 2 == 0 ? va : va + page;
        }
        for (PhysicalMemory each : List.of(memory.mapped(), memory.paged(memory.source(12), 4096))) {
            AddressSpace walked = AddressSpace.of(each, mode, builder.root());
            all.add(new Other(walked, addresses));
            all.add(new Other(walked.cached(Tlb.counting(mode, PAGES)), addresses));
        }
    }
}
