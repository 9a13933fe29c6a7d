package dev.vmi4j.symbols.ksymtab;

import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.symbols.Symbol;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds {@code __ksymtab} and {@code __ksymtab_gpl}: arrays of {@code struct kernel_symbol}, each three distances from
 * where they are stored, to the symbol, its name and its namespace, ascending by name (kernels from 5.4 on, on machines
 * with {@code CONFIG_HAVE_ARCH_PREL32_RELOCATIONS}: amd64, arm64). No symbol leads to them: they are known by their shape.
 */
public final class ExportedSymbols {
    private static final int ENTRY = 12;
    private static final int NAME = 4;
    private static final int STEP = 4;

    /** Fewer than that in a row are no table; a kernel exports thousands. */
    private static final int SHORTEST = 64;

    private static final int LONGEST_NAME = 512;
    private static final int LIMIT = 256 << 20;

    private final ImageBytes image;
    private final long start;
    private final long end;
    private final List<Symbol> found = new ArrayList<>();

    private ExportedSymbols(ImageBytes image, long start, long end) {
        this.image = image;
        this.start = start;
        this.end = end;
    }

    /**
     * Finds the tables in a part of the kernel image.
     *
     * @param memory the kernel's address space
     * @param from where the part begins, aligned to 4 bytes; tables and names both lie in it
     * @param to where it ends
     * @param start where the kernel image begins; symbols lie in it
     * @param end where the kernel image ends
     * @return the symbols of all tables; empty when there is none
     */
    public static List<Symbol> find(GuestMemory memory, long from, long to, long start, long end) {
        long length = Math.clamp(to - from, 0, LIMIT);
        ExportedSymbols search = new ExportedSymbols(ImageBytes.copy(memory, from, (int) length), start, end);
        search.run();
        return List.copyOf(search.found);
    }

    private void run() {
        int at = 0;
        while (at + ENTRY <= image.length()) {
            int entries = countEntries(at);
            if (entries >= SHORTEST) {
                collect(at, entries);
                at += entries * ENTRY;
            } else {
                at += STEP;
            }
        }
    }

    private int countEntries(int table) {
        int entries = 0;
        String previous = "";
        for (int at = table; at + ENTRY <= image.length(); at += ENTRY) {
            String name = name(at);
            if (name.isEmpty() || name.compareTo(previous) < 0) {
                break;
            }
            previous = name;
            entries++;
        }
        return entries;
    }

    /** The name of an entry; empty when it is none. */
    private String name(int at) {
        long name = (long) at + NAME + image.intAt(at + NAME);
        if (!image.holds(name) || !isInKernel(address(at))) {
            return "";
        }
        int length = image.nameLength((int) name, LONGEST_NAME);
        return length == 0 ? "" : image.text((int) name, length);
    }

    private void collect(int table, int entries) {
        for (int i = 0; i < entries; i++) {
            int at = table + i * ENTRY;
            found.add(new Symbol(name(at), address(at), 'D'));
        }
    }

    private long address(int at) {
        return image.start() + at + image.intAt(at);
    }

    private boolean isInKernel(long address) {
        return Long.compareUnsigned(address, start) >= 0 && Long.compareUnsigned(address, end) < 0;
    }
}
