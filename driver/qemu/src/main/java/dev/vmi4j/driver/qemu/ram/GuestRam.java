package dev.vmi4j.driver.qemu.ram;

import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.MemoryRun;
import dev.vmi4j.core.memory.PageCache;
import dev.vmi4j.core.memory.PageSource;
import dev.vmi4j.core.memory.PageState;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.os.Finding;
import dev.vmi4j.driver.qemu.RamWay;
import dev.vmi4j.driver.qemu.qmp.QmpClient;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The RAM of a running guest, opened by the fastest of the allowed ways. Owns what it opened. */
public final class GuestRam implements AutoCloseable {
    private static final int CACHED_PAGES = 4096;

    private final PhysicalMemory memory;
    private final RamWay way;
    private final List<Finding> findings;
    private final List<AutoCloseable> owned;

    private GuestRam(PhysicalMemory memory, RamWay way, List<Finding> findings, List<AutoCloseable> owned) {
        this.memory = memory;
        this.way = way;
        this.findings = List.copyOf(findings);
        this.owned = List.copyOf(owned);
    }

    /**
     * Opens the RAM.
     *
     * @param qmp QEMU's monitor, which is asked where the RAM is
     * @param ways the ways that may be taken
     * @param stub reads through the GDB stub
     * @return the RAM, to be closed by the caller
     */
    public static GuestRam open(QmpClient qmp, Set<RamWay> ways, StubReader stub) {
        return new Opening(qmp, ways, stub).open();
    }

    /** Reads guest physical memory through the GDB stub. */
    @FunctionalInterface
    public interface StubReader {
        /**
         * Reads.
         *
         * @param pa guest physical address
         * @param length in bytes
         * @return the bytes
         */
        byte[] read(long pa, int length);
    }

    /**
     * Guest physical memory.
     *
     * @return the memory
     */
    public PhysicalMemory memory() {
        return memory;
    }

    /**
     * The way that was taken for most of the RAM.
     *
     * @return the way
     */
    public RamWay way() {
        return way;
    }

    /**
     * Which way was taken, and why not a faster one.
     *
     * @return for {@code vmi doctor}
     */
    public List<Finding> findings() {
        return findings;
    }

    @Override
    public void close() {
        close(owned);
    }

    private static void close(List<AutoCloseable> owned) {
        for (AutoCloseable each : owned) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException("the guest's RAM could not be closed", e);
            }
        }
    }

    /** One attempt after the other, and what each said. */
    private static final class Opening {
        private final Set<RamWay> ways;
        private final StubReader stub;
        private final List<RamPiece> pieces;
        private final Optional<HostProcess> process;
        private final List<Finding> findings = new ArrayList<>();
        private final List<AutoCloseable> owned = new ArrayList<>();

        Opening(QmpClient qmp, Set<RamWay> ways, StubReader stub) {
            this.ways = ways.isEmpty() ? EnumSet.allOf(RamWay.class) : EnumSet.copyOf(ways);
            this.stub = stub;
            this.pieces = RamMap.of(qmp);
            this.process = HostProcess.of(qmp);
        }

        GuestRam open() {
            findings.add(new Finding(
                    "RAM map",
                    pieces.stream().map(RamPiece::toString).collect(Collectors.joining(", ")),
                    "QEMU's 'info mtree -f'"));
            List<MemoryRange> ranges = pieces.stream().map(RamPiece::range).toList();
            List<MemoryRun> runs = ways.contains(RamWay.MAPPED) ? mapped() : List.of();
            long mapped = runs.stream().mapToLong(run -> run.bytes().byteSize()).sum();
            if (!pieces.isEmpty()
                    && mapped == pieces.stream().mapToLong(RamPiece::size).sum()) {
                return opened(PhysicalMemory.mapped(runs), RamWay.MAPPED);
            }
            Optional<FileChannel> processMemory = ways.contains(RamWay.PROCESS) ? processMemory() : Optional.empty();
            PageSource source = processMemory
                    .<PageSource>map(channel -> new ProcessPages(channel, pieces))
                    .orElseGet(() -> new StubPages(stub::read, pieces));
            RamWay rest = processMemory.isPresent() ? RamWay.PROCESS : RamWay.STUB;
            // The stub's pages are kept by the driver itself: a cache must not hold its lock while the guest is
            // stopped.
            int cached = rest == RamWay.STUB ? 0 : CACHED_PAGES;
            PhysicalMemory memory = PhysicalMemory.of(ranges, runs, new PageCache(source, cached));
            return opened(memory, mapped * 2 > memory.size() ? RamWay.MAPPED : rest);
        }

        private GuestRam opened(PhysicalMemory memory, RamWay way) {
            findings.add(new Finding("RAM access", way.sentence(), "the fastest way that worked, of " + names()));
            return new GuestRam(memory, way, findings, owned);
        }

        private String names() {
            return ways.stream().map(way -> way.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
        }

        private List<MemoryRun> mapped() {
            if (process.isEmpty()) {
                slower(RamWay.MAPPED, "QEMU runs on another host or in another PID namespace", "run vmi beside QEMU");
                return List.of();
            }
            Arena arena = openArena();
            try (RamFiles files = new RamFiles(process.get(), arena)) {
                List<MemoryRun> runs = new ArrayList<>();
                for (RamPiece piece : pieces) {
                    runs.addAll(files.runs(piece));
                }
                files.problem().ifPresent(problem -> slower(RamWay.MAPPED, problem, RamFiles.REMEDY));
                return runs;
            } catch (IOException e) {
                slower(RamWay.MAPPED, RamFiles.explain(process.get(), e), "run vmi as root or as QEMU's user");
                return List.of();
            }
        }

        /** Closed with the RAM. */
        @SuppressWarnings("MustBeClosedChecker")
        private Arena openArena() {
            Arena arena = Arena.ofShared();
            owned.add(arena);
            return arena;
        }

        private Optional<FileChannel> processMemory() {
            if (process.isEmpty()) {
                return Optional.empty();
            }
            try {
                FileChannel channel = process.get().memory();
                owned.add(channel);
                byte[] page = new byte[1 << ProcessPages.PAGE_SHIFT];
                long gfn = pieces.isEmpty() ? 0 : pieces.getFirst().start() >>> ProcessPages.PAGE_SHIFT;
                if (new ProcessPages(channel, pieces).read(gfn, page) == PageState.PRESENT) {
                    return Optional.of(channel);
                }
                slower(
                        RamWay.PROCESS,
                        "QEMU named no addresses of its RAM that could be read ('gpa2hva')",
                        RamFiles.REMEDY);
            } catch (IOException e) {
                slower(
                        RamWay.PROCESS,
                        "/proc/" + process.get().id() + "/mem: " + e.getMessage(),
                        "run vmi as root or as QEMU's user with kernel.yama.ptrace_scope=0, or give vmi's JVM"
                                + " CAP_SYS_PTRACE");
            }
            return Optional.empty();
        }

        private void slower(RamWay way, String reason, String remedy) {
            findings.add(new Finding("RAM " + way.sentence(), "no", reason)
                    .lacking("speed: memory is read in a slower way", remedy));
        }
    }
}
