package dev.vmi4j.driver.dump;

import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.MemoryRun;
import dev.vmi4j.core.memory.PageCache;
import dev.vmi4j.core.memory.PhysicalMemory;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the pieces of an image whose memory lies uncompressed in the file. A guest physical address that several
 * pieces hold is read from the piece that was added first; one that was announced and that no piece holds is excluded.
 */
final class MappedMemory {
    private record Piece(long start, long size, long offset) {}

    private final ImageFile file;
    private final RangeSet announced = new RangeSet();
    private final RangeSet held = new RangeSet();
    private final List<Piece> pieces = new ArrayList<>();
    private boolean truncated;

    MappedMemory(ImageFile file) {
        this.file = file;
    }

    /**
     * Adds a piece.
     *
     * @param start guest physical address
     * @param memorySize what the guest has there, in bytes
     * @param offset where in the file its content begins
     * @param fileSize what the file is said to hold of it, in bytes
     */
    void add(long start, long memorySize, long offset, long fileSize) {
        announced.add(start, start + memorySize);
        long wanted = Math.min(fileSize, memorySize);
        long there = Math.max(0, Math.min(wanted, file.size() - offset));
        truncated |= there < wanted;
        if (there > 0) {
            for (MemoryRange part : held.add(start, start + there)) {
                pieces.add(new Piece(part.start(), part.size(), offset + (part.start() - start)));
            }
        }
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    boolean truncated() {
        return truncated;
    }

    PageCounts counts() {
        long present = pages(held.ranges());
        return new PageCounts(MissingPages.SHIFT, present, Math.max(0, pages(announced.ranges()) - present));
    }

    PhysicalMemory memory() {
        List<MemoryRun> runs = runs();
        List<MemoryRange> ranges = announced.ranges();
        return ranges.equals(held.ranges())
                ? PhysicalMemory.mapped(runs)
                : PhysicalMemory.of(ranges, runs, new PageCache(new MissingPages(ranges), 0));
    }

    private List<MemoryRun> runs() {
        List<MemoryRun> runs = new ArrayList<>();
        pieces.sort((a, b) -> Long.compare(a.start, b.start));
        for (int i = 0; i < pieces.size(); ) {
            Piece first = pieces.get(i);
            long size = first.size;
            for (i++; i < pieces.size() && continues(first, size, pieces.get(i)); i++) {
                size += pieces.get(i).size;
            }
            runs.add(new MemoryRun(first.start, file.bytes().asSlice(first.offset, size)));
        }
        return runs;
    }

    private static boolean continues(Piece first, long size, Piece next) {
        return next.start == first.start + size && next.offset == first.offset + size;
    }

    private static long pages(List<MemoryRange> ranges) {
        long mask = (1L << MissingPages.SHIFT) - 1;
        return ranges.stream()
                .mapToLong(
                        range -> (range.end() + mask >>> MissingPages.SHIFT) - (range.start() >>> MissingPages.SHIFT))
                .sum();
    }
}
