package dev.vmi4j.os.linux.detect;

import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.os.linux.detect.data.ImageRange;
import dev.vmi4j.symbols.SymbolTable;
import dev.vmi4j.symbols.vmcoreinfo.Vmcoreinfo;

/**
 * The kernel image in memory: text, read-only data and data, as the kernel's page tables map it. What the kernel carries
 * about itself is searched for here and nowhere else, so that stale copies do not count.
 */
public final class KernelImage {
    /** The most that is searched; the 64-bit kernel image has room for 1 GiB, real ones take less than 128 MiB. */
    private static final long LIMIT = 256L << 20;

    /** The gaps between sections that still belong to the image: freed init memory, alignment to large pages. */
    private static final long GAP = 16L << 20;

    private static final long STEP = 4096;

    private final AddressSpace space;
    private final long start;
    private final long end;

    /**
     * Looks where it ends.
     *
     * @param space the kernel's address space
     * @param info what the kernel says about itself
     */
    public KernelImage(AddressSpace space, Vmcoreinfo info) {
        this.space = space;
        this.start = info.symbol("_stext")
                        .orElseGet(() -> info.symbol("swapper_pg_dir").orElse(0))
                & -STEP;
        this.end = findEnd();
    }

    long start() {
        return start;
    }

    /**
     * Where it ends.
     *
     * @return behind its last mapped page
     */
    public long end() {
        return end;
    }

    /** With its read-only data, which lies between code and init sections where the symbols tell. */
    ImageRange range(SymbolTable symbols) {
        long readOnly = symbols.address("_etext").orElse(start);
        return new ImageRange(
                start, readOnly & -STEP, symbols.address("__init_begin").orElse(end), end);
    }

    private long findEnd() {
        long at = start;
        long last = start;
        while (at - start < LIMIT && at - last <= GAP && Long.compareUnsigned(at, start) >= 0) {
            if (space.lookup(at) >= 0) {
                last = at + STEP;
            }
            at += STEP;
        }
        return last;
    }
}
