package dev.vmi4j.symbols.btf;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.memory.LittleEndian;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds BTF blobs in guest memory by their headers. */
public final class BtfScanner {
    private static final int STEP = 4;
    private static final long PAGE = 4096;
    private static final long CHUNK = 1 << 20;
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
            long readable = memory.readable(at, Math.min(to - at, CHUNK));
            scanChunk(memory, at, (int) readable, found);
            at = readable > 0 ? at + readable : Addresses.alignDown(at, PAGE) + PAGE;
        }
        found.sort(Comparator.comparingInt(BtfLocation::length).reversed());
        return List.copyOf(found);
    }

    private static void scanChunk(GuestMemory memory, long from, int length, List<BtfLocation> found) {
        byte[] bytes = memory.readBytes(from, length);
        for (int at = 0; at <= length - STEP; at += STEP) {
            if ((LittleEndian.getInt(bytes, at) & 0xff_ffff) == BtfHeader.START) {
                check(memory, from + at, found);
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
