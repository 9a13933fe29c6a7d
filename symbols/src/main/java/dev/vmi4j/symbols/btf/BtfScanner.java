package dev.vmi4j.symbols.btf;

import dev.vmi4j.core.memory.GuestMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds BTF blobs in guest memory by their headers. */
public final class BtfScanner {
    private static final int STEP = 4;
    private static final long PAGE = 4096;
    private static final int MAX_FOUND = 4096;

    private BtfScanner() {}

    /**
     * Finds all places of a range that may hold a blob: a plausible header, and memory that can be read to the end of
     * its sections. A kernel's own is the one of the kernel image, and the largest; its modules' lie elsewhere.
     *
     * @param memory the kernel's address space, or guest physical memory
     * @param from first address, aligned to 4 bytes
     * @param to the address after the last
     * @return largest first
     */
    public static List<BtfLocation> scan(GuestMemory memory, long from, long to) {
        List<BtfLocation> found = new ArrayList<>();
        long at = from;
        while (Long.compareUnsigned(at, to) < 0 && found.size() < MAX_FOUND) {
            long piece = Math.min(to - at, PAGE - (at & PAGE - 1));
            if (memory.readable(at, piece) == piece) {
                scanPage(memory, at, at + piece, found);
            }
            at += piece;
        }
        found.sort(Comparator.comparingInt(BtfLocation::length).reversed());
        return List.copyOf(found);
    }

    private static void scanPage(GuestMemory memory, long from, long to, List<BtfLocation> found) {
        for (long at = from; at <= to - STEP; at += STEP) {
            if ((memory.readInt(at) & 0xff_ffff) == 0x01_eb9f) {
                check(memory, at, found);
            }
        }
    }

    private static void check(GuestMemory memory, long at, List<BtfLocation> found) {
        BtfHeader.tryRead(memory, at)
                .filter(header -> header.typesLength() > 0 && header.stringsLength() > 0)
                .filter(header -> memory.readable(at, header.end()) == header.end())
                .ifPresent(header -> found.add(new BtfLocation(at, header.end())));
    }
}
