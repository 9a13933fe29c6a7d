package dev.vmi4j.driver.dump;

import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.MemoryRun;
import dev.vmi4j.core.memory.PageCache;
import dev.vmi4j.core.memory.PhysicalMemory;
import java.util.List;

/**
 * Collects the pieces of an image whose memory lies uncompressed in the file. A guest physical address that several
 * pieces hold is read from the piece that was added first; one that was announced and that no piece holds is excluded.
 */
final class MappedMemory {
    private final ImageFile file;
    private final RangeSet announced = new RangeSet();
    private final Pieces held = new Pieces();
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
            held.add(start, there, offset);
        }
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    boolean truncated() {
        return truncated;
    }

    PageCounts counts() {
        long present = pages(held.ranges());
        return new PageCounts(MissingPages.SHIFT, present, Math.max(0, pages(announced.ranges()) - present));
    }

    PhysicalMemory memory() {
        List<MemoryRun> runs = held.joined().stream().map(this::run).toList();
        List<MemoryRange> ranges = announced.ranges();
        return ranges.equals(held.ranges())
                ? PhysicalMemory.mapped(runs)
                : PhysicalMemory.of(ranges, runs, new PageCache(new MissingPages(ranges), 0));
    }

    private MemoryRun run(Pieces.Piece piece) {
        return new MemoryRun(piece.start(), file.bytes().asSlice(piece.offset(), piece.size()));
    }

    private static long pages(List<MemoryRange> ranges) {
        long mask = (1L << MissingPages.SHIFT) - 1;
        return ranges.stream()
                .mapToLong(
                        range -> ((range.end() + mask) >>> MissingPages.SHIFT) - (range.start() >>> MissingPages.SHIFT))
                .sum();
    }
}
