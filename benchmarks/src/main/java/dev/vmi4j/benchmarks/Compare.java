package dev.vmi4j.benchmarks;

import dev.vmi4j.benchmarks.Workload.AddressSet;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.paging.AddressSpace;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the loops in C and the benchmarks in turn and prints their ratios as a Markdown table: {@code Compare FOLDER
 * LOOPS ROUNDS [PATTERN]}, where LOOPS-MODE is the program for tables of a mode. Each ratio is the median of those of the rounds, whose two sides ran one right after the
 * other; everything is processor time of one thread.
 */
public final class Compare {
    private static final String ALL = "dev\\.vmi4j\\.benchmarks\\..*";
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    /** A line of the table: a benchmark and what it is compared with. */
    private record Row(String benchmark, String title, String yardstick, String yardstickTitle) {}

    private static final List<Row> ROWS = List.of(
            new Row("WalkBenchmark.translate.kernel", "`lookup`, uncached, kernel-wide", "translate.kernel", "C"),
            new Row("WalkBenchmark.translate.process", "`lookup`, uncached, one process", "translate.process", "C"),
            new Row("WalkBenchmark.readLong.kernel", "`readLong`, uncached, kernel-wide", "readLong.kernel", "C"),
            new Row("WalkBenchmark.readLong.process", "`readLong`, uncached, one process", "readLong.process", "C"),
            new Row(
                    "PollutedBenchmark.translate.kernel",
                    "`lookup`, all modes hot, kernel-wide",
                    "translate.kernel",
                    "C"),
            new Row(
                    "PollutedBenchmark.translate.process",
                    "`lookup`, all modes hot, process",
                    "translate.process",
                    "C"),
            new Row(
                    "PollutedBenchmark.readLong.kernel",
                    "`readLong`, all modes hot, kernel-wide",
                    "readLong.kernel",
                    "C"),
            new Row(
                    "PollutedBenchmark.readLong.process",
                    "`readLong`, all modes hot, process",
                    "readLong.process",
                    "C"),
            new Row("CachedBenchmark.uncounted", "`lookup`, TLB hit", "CachedBenchmark.array", "plain array"),
            new Row(
                    "CachedBenchmark.chain",
                    "`lookup`, TLB hit, each after the answer before",
                    "CachedBenchmark.arrayChain",
                    "plain array"),
            new Row("CachedBenchmark.counting", "`lookup`, TLB hit, counted", "CachedBenchmark.array", "plain array"),
            new Row(
                    "CachedBenchmark.taggedArray",
                    "array with a tag, one thread",
                    "CachedBenchmark.array",
                    "plain array"),
            new Row(
                    "CachedBenchmark.uncounted",
                    "`lookup`, TLB hit",
                    "WalkBenchmark.translate.kernel",
                    "uncached `lookup`"),
            new Row("CachedBenchmark.uncounted", "`lookup`, TLB hit", "cached", "C with a tag, one thread"),
            new Row("CachedBenchmark.readLong", "`readLong`, TLB hit", "arrayRead", "C through a plain array"),
            new Row("CachedBenchmark.array", "plain array", "array", "C"),
            new Row("CopyBenchmark.array", "4 KiB copies into an array", "copy", "C `memcpy`"),
            new Row("CopyBenchmark.segment", "4 KiB copies off the heap", "copy", "C `memcpy`"));

    private final Workload work;
    private final CLoops loops;
    private final String pattern;
    private final List<Map<String, Double>> rounds = new ArrayList<>();
    private final Map<String, Double> bytes = new HashMap<>();

    private Compare(Workload work, CLoops loops, String pattern) {
        this.work = work;
        this.loops = loops;
        this.pattern = pattern;
    }

    /**
     * Runs it.
     *
     * @param arguments see above
     * @throws IOException when the workload cannot be read or C computes something else
     * @throws RunnerException when JMH fails
     */
    public static void main(String[] arguments) throws IOException, RunnerException {
        if (arguments.length < 3 || arguments.length > 4) {
            throw new IllegalArgumentException("usage: Compare FOLDER LOOPS ROUNDS [PATTERN]");
        }
        Workload work = Workload.read(Path.of(arguments[0]));
        String pattern = arguments.length == 4 ? arguments[3] : ALL;
        Compare compare = new Compare(work, new CLoops(arguments[1], work), pattern);
        compare.requireEqualSums();
        for (int round = 1; round <= Integer.parseInt(arguments[2]); round++) {
            System.err.println("round " + round);
            compare.round();
        }
        compare.print();
    }

    private void round() throws IOException, RunnerException {
        Map<String, Double> times = new HashMap<>();
        loops.run().forEach((name, answer) -> times.put(name, answer.nanoseconds()));
        for (RunResult result : benchmarks()) {
            String name = name(result);
            times.put(name, nanoseconds(result));
            bytes.merge(name, required(result.getSecondaryResults(), ALLOCATION).getScore(), Math::max);
        }
        rounds.add(times);
    }

    private Collection<RunResult> benchmarks() throws RunnerException {
        Options options = new OptionsBuilder()
                .include(pattern)
                .forks(1)
                .warmupIterations(4)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(15)
                .measurementTime(TimeValue.milliseconds(100))
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                // The compiler must not fall behind on a busy machine.
                .jvmArgs("-Xbatch", "--sun-misc-unsafe-memory-access=allow", "-D" + Guest.FOLDER + "=" + work.folder())
                .build();
        return new Runner(options).run();
    }

    private static String name(RunResult result) {
        String benchmark = result.getParams().getBenchmark();
        int method = benchmark.lastIndexOf('.');
        String name = benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
        String set = result.getParams().getParam("addressSet");
        return set == null ? name : name + "." + set;
    }

    private static double nanoseconds(RunResult result) {
        return median(result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(Compare::nanoseconds)
                .toList());
    }

    private static double nanoseconds(IterationResult iteration) {
        double time = required(iteration.getSecondaryResults(), Cpu.NANOSECONDS).getScore();
        return time / required(iteration.getSecondaryResults(), Cpu.OPERATIONS).getScore();
    }

    private static <T> T required(Map<String, T> all, String name) {
        T found = all.get(name);
        if (found == null) {
            throw new IllegalStateException("nothing measured is called " + name);
        }
        return found;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private void print() {
        System.out.println("| loop | beside | ratio | lowest - highest | ns | beside, ns | bytes |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (Row row : ROWS) {
            if (rounds.getFirst().containsKey(row.benchmark())
                    && rounds.getFirst().containsKey(row.yardstick())) {
                print(row);
            }
        }
    }

    private void print(Row row) {
        List<Double> mine = times(row.benchmark());
        List<Double> other = times(row.yardstick());
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < mine.size(); i++) {
            ratios.add(mine.get(i) / other.get(i));
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.2f | %.2f - %.2f | %.2f | %.2f | %.2f |%n",
                row.title(),
                row.yardstickTitle(),
                median(ratios),
                ratios.stream().mapToDouble(r -> r).min().orElseThrow(),
                ratios.stream().mapToDouble(r -> r).max().orElseThrow(),
                median(mine),
                median(other),
                bytes.getOrDefault(row.benchmark(), Double.NaN));
    }

    private List<Double> times(String name) {
        return rounds.stream().map(round -> required(round, name)).toList();
    }

    /** Both languages must have computed the same. */
    private void requireEqualSums() throws IOException {
        Map<String, CLoops.Answer> answers = loops.run();
        Map<String, Long> sums = sums();
        for (Map.Entry<String, Long> sum : sums.entrySet()) {
            long other = required(answers, sum.getKey()).sum();
            if (other != sum.getValue()) {
                throw new IOException("%s: C computes %x, Java %x".formatted(sum.getKey(), other, sum.getValue()));
            }
        }
        System.err.println("C and Java compute the same: " + String.join(", ", sums.keySet()));
    }

    private Map<String, Long> sums() throws IOException {
        try (GuestImage image = work.open()) {
            PhysicalMemory memory = image.memory();
            Map<String, Long> sums = new HashMap<>();
            for (AddressSet set : List.of(AddressSet.KERNEL, AddressSet.PROCESS)) {
                AddressSpace space = work.space(memory, set);
                long[] addresses = work.addresses(set);
                String suffix = "." + set.name().toLowerCase(Locale.ROOT);
                sums.put("translate" + suffix, Loops.lookup(space, addresses, 0, addresses.length));
                sums.put("readLong" + suffix, Loops.readLong(space, addresses, 0, addresses.length));
            }
            long[] hot = work.addresses(AddressSet.HOT);
            AddressSpace space = work.space(memory, AddressSet.HOT);
            sums.put("cached", Loops.lookup(space, hot, 0, hot.length));
            sums.put("arrayRead", Loops.readMapped(space, hot, 0, hot.length));
            int pages = (int) (memory.size() / Loops.PAGE) / Workload.BATCH * Workload.BATCH;
            sums.put(
                    "copy",
                    Loops.copy(memory, work.base().value(), MemorySegment.ofArray(new byte[Loops.PAGE]), 0, pages));
            return sums;
        }
    }
}
