package dev.vmi4j.acceptance.golden;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.Mapping;
import dev.vmi4j.core.paging.PagingMode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What QEMU's {@code info tlb} printed: one line for each leaf of a CPU's page tables, with the leaf's own bits. */
public final class QemuTlb {
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{8,16}): ([0-9a-f]{8,16}) ([-XGPDACTUW]{9})");
    private static final Pattern CPU = Pattern.compile("CPU#(\\d+)");
    private static final Pattern CR3 = Pattern.compile("CR3=([0-9a-f]+)");
    private static final long ADDRESS_BITS = 0x000f_ffff_ffff_ffe0L;
    private static final long SMALL_PAGE = 4096;

    /** Under PAE, QEMU 7.2 prints an entry's no-execute bit as part of the address too. */
    private static final long NO_EXECUTE = 1L << 63;

    /**
     * A leaf.
     *
     * @param va virtual address
     * @param pa guest physical address
     * @param flags as printed: no-execute, global, large, dirty, accessed, cache, write-through, user, writable
     */
    public record Leaf(long va, long pa, String flags) {
        @Override
        public String toString() {
            return "%x: %x %s".formatted(va, pa, flags);
        }
    }

    private QemuTlb() {}

    /**
     * The leaves that QEMU printed.
     *
     * @param text what it printed
     * @return in its order
     */
    public static List<Leaf> printed(String text) {
        return LINE.matcher(text)
                .results()
                .map(match -> new Leaf(
                        Long.parseUnsignedLong(match.group(1), 16),
                        Long.parseUnsignedLong(match.group(2), 16) & ~NO_EXECUTE,
                        match.group(3)))
                .toList();
    }

    /**
     * The leaves that we find, as QEMU would print them.
     *
     * @param memory guest physical memory
     * @param mode paging mode
     * @param cr3 the CPU's CR3
     * @return in the order of the enumeration
     */
    public static List<Leaf> found(PhysicalMemory memory, PagingMode mode, long cr3) {
        Pa root = new Pa(cr3 & ADDRESS_BITS & -mode.rootAlignment());
        return AddressSpace.of(memory, mode, root).mappings().stream()
                .map(QemuTlb::leaf)
                .toList();
    }

    /**
     * The CR3 of a CPU.
     *
     * @param registers what {@code info registers -a} printed
     * @param cpu its number
     * @return the register
     */
    public static long cr3(String registers, int cpu) {
        Matcher cpus = CPU.matcher(registers);
        while (cpus.find()) {
            Matcher cr3 = CR3.matcher(registers);
            if (Integer.parseInt(cpus.group(1)) == cpu && cr3.find(cpus.end())) {
                return Long.parseUnsignedLong(cr3.group(1), 16);
            }
        }
        throw new AssertionError("QEMU printed no CR3 of CPU " + cpu);
    }

    /**
     * The first place at which two lists differ; a failure that prints both whole is of no use.
     *
     * @param expected what QEMU printed
     * @param found what we find
     * @return in words; empty when there is none
     */
    public static String firstDifference(List<Leaf> expected, List<Leaf> found) {
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            String wanted = i < expected.size() ? expected.get(i).toString() : "the end";
            String got = i < found.size() ? found.get(i).toString() : "the end";
            if (!wanted.equals(got)) {
                return "leaf " + i + ": QEMU says " + wanted + ", we say " + got;
            }
        }
        return "";
    }

    private static Leaf leaf(Mapping mapping) {
        return new Leaf(mapping.va().value(), mapping.pa().value(), flags(mapping));
    }

    private static String flags(Mapping mapping) {
        long entry = mapping.entry();
        return flag(entry, 63, "X")
                + flag(entry, 8, "G")
                + (mapping.size() > SMALL_PAGE ? "P" : "-")
                + flag(entry, 6, "D")
                + flag(entry, 5, "A")
                + flag(entry, 4, "C")
                + flag(entry, 3, "T")
                + flag(entry, 2, "U")
                + flag(entry, 1, "W");
    }

    private static String flag(long entry, int bit, String letter) {
        return (entry >>> bit & 1) != 0 ? letter : "-";
    }
}
