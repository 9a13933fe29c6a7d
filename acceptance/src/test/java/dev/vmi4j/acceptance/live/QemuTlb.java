package dev.vmi4j.acceptance.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What QEMU's {@code info tlb} printed: one line for each leaf of a CPU's page tables, with the leaf's own bits. */
final class QemuTlb {
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{8,16}): ([0-9a-f]{8,16}) ([-XGPDACTUW]{9})");
    private static final Pattern CPU = Pattern.compile("CPU#(\\d+)");
    private static final Pattern CR3 = Pattern.compile("CR3=([0-9a-f]+)");

    /** Under PAE, QEMU 7.2 prints an entry's no-execute bit as part of the address too. */
    private static final long NO_EXECUTE = 1L << 63;

    /** A leaf: virtual and physical address and the flags as printed, {@code XGPDACTUW}. */
    record Leaf(long va, long pa, String flags) {}

    private QemuTlb() {}

    /** The leaves that QEMU printed; flags in the order no-execute, global, large, dirty, accessed, cache, user, write. */
    static List<Leaf> leaves(Path oracle, int cpu) {
        try (Stream<String> lines = Files.lines(oracle.resolve("info-tlb-cpu" + cpu + ".txt"))) {
            return lines.map(LINE::matcher)
                    .filter(Matcher::find)
                    .map(match -> new Leaf(
                            Long.parseUnsignedLong(match.group(1), 16),
                            Long.parseUnsignedLong(match.group(2), 16) & ~NO_EXECUTE,
                            match.group(3)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The CR3 of a CPU, from {@code info registers -a}. */
    static long cr3(Path oracle, int cpu) {
        try {
            String text = Files.readString(oracle.resolve("info-registers.txt"));
            Matcher cpus = CPU.matcher(text);
            while (cpus.find()) {
                Matcher cr3 = CR3.matcher(text);
                if (Integer.parseInt(cpus.group(1)) == cpu && cr3.find(cpus.end())) {
                    return Long.parseUnsignedLong(cr3.group(1), 16);
                }
            }
            throw new AssertionError("QEMU printed no CR3 of CPU " + cpu);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
