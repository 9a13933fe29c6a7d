package dev.vmi4j.testkit.memory;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.MemoryRun;
import dev.vmi4j.core.memory.PageCache;
import dev.vmi4j.core.memory.PhysicalMemory;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Guest physical memory made by a test: zeroed runs that the test fills, to be read as {@linkplain #mapped mapped} or
 * {@linkplain #paged paged} memory. Filling it is for one thread.
 */
public final class SyntheticMemory {
    private final List<MemoryRun> runs;
    private final long[] allocated;

    private SyntheticMemory(List<MemoryRun> runs) {
        this.runs = List.copyOf(runs);
        this.allocated = new long[runs.size()];
    }

    /**
     * Memory on the heap.
     *
     * @param ranges what the guest has
     * @return zeroed memory
     */
    public static SyntheticMemory heap(MemoryRange... ranges) {
        return make(size -> MemorySegment.ofArray(new byte[Math.toIntExact(size)]), ranges);
    }

    /**
     * Memory outside the heap.
     *
     * @param arena owns the memory
     * @param ranges what the guest has
     * @return zeroed memory
     */
    public static SyntheticMemory offHeap(Arena arena, MemoryRange... ranges) {
        return make(size -> arena.allocate(size, 4096), ranges);
    }

    /**
     * Memory mapped from one file, run after run.
     *
     * @param arena owns the mapping
     * @param file a file that does not exist yet
     * @param ranges what the guest has
     * @return zeroed memory; what is put into it is put into the file
     * @throws IOException when the file cannot be made
     */
    public static SyntheticMemory file(Arena arena, Path file, MemoryRange... ranges) throws IOException {
        List<MemoryRun> runs = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long offset = 0;
            for (MemoryRange range : ranges) {
                runs.add(new MemoryRun(
                        range.start(), channel.map(FileChannel.MapMode.READ_WRITE, offset, range.size(), arena)));
                offset += range.size();
            }
        }
        return new SyntheticMemory(runs);
    }

    /**
     * The runs.
     *
     * @return in the order in which the ranges were given
     */
    public List<MemoryRun> runs() {
        return runs;
    }

    /**
     * The ranges of the runs.
     *
     * @return in the order in which they were given
     */
    public List<MemoryRange> ranges() {
        return runs.stream().map(MemoryRun::range).toList();
    }

    /**
     * The memory as a driver maps it.
     *
     * @return memory that reads the runs in place
     */
    public PhysicalMemory mapped() {
        return PhysicalMemory.mapped(runs);
    }

    /**
     * The memory as a driver pages it.
     *
     * @param source a source over this memory
     * @param cachePages the size of the page cache; 0 for none
     * @return memory that reads page by page
     */
    public PhysicalMemory paged(SyntheticSource source, int cachePages) {
        return PhysicalMemory.paged(ranges(), new PageCache(source, cachePages));
    }

    /**
     * A source of this memory's pages.
     *
     * @param pageShift base-2 logarithm of the size of a page
     * @return a new source
     */
    public SyntheticSource source(int pageShift) {
        return new SyntheticSource(this, pageShift);
    }

    /**
     * Takes zeroed bytes that nobody took before.
     *
     * @param size in bytes
     * @param alignment a power of two
     * @param bits the address must fit into so many bits
     * @return guest physical address
     * @throws IllegalStateException when no run has room
     */
    public long allocate(long size, long alignment, int bits) {
        for (int i = 0; i < runs.size(); i++) {
            MemoryRange range = runs.get(i).range();
            long start = Addresses.alignUp(range.start() + allocated[i], alignment);
            if (start + size <= range.end() && start + size <= 1L << bits) {
                allocated[i] = start + size - range.start();
                return start;
            }
        }
        throw new IllegalStateException("no room for " + size + " more bytes below bit " + bits);
    }

    /**
     * Changes bytes, across runs that touch.
     *
     * @param pa guest physical address
     * @param bytes the new content
     */
    public void put(long pa, byte... bytes) {
        int done = 0;
        while (done < bytes.length) {
            MemorySegment rest = from(pa + done);
            int piece = (int) Math.min(rest.byteSize(), bytes.length - done);
            MemorySegment.copy(bytes, done, rest, ValueLayout.JAVA_BYTE, 0, piece);
            done += piece;
        }
    }

    /**
     * Changes 4 bytes.
     *
     * @param pa guest physical address
     * @param value the new content
     */
    public void putInt(long pa, int value) {
        at(pa, Integer.BYTES).set(LittleEndian.INT, 0, value);
    }

    /**
     * Changes 8 bytes.
     *
     * @param pa guest physical address
     * @param value the new content
     */
    public void putLong(long pa, long value) {
        at(pa, Long.BYTES).set(LittleEndian.LONG, 0, value);
    }

    /**
     * Bytes of one run, to be changed in place.
     *
     * @param pa guest physical address
     * @param size in bytes
     * @return the bytes
     * @throws IllegalArgumentException when no run holds them all
     */
    public MemorySegment at(long pa, long size) {
        for (MemoryRun run : runs) {
            if (pa >= run.start() && pa + size <= run.range().end()) {
                return run.bytes().asSlice(pa - run.start(), size);
            }
        }
        throw new IllegalArgumentException("no run holds " + size + " bytes at " + Addresses.hex(pa));
    }

    private MemorySegment from(long pa) {
        for (MemoryRun run : runs) {
            if (run.range().contains(pa)) {
                return run.bytes().asSlice(pa - run.start());
            }
        }
        throw new IllegalArgumentException("no run holds " + Addresses.hex(pa));
    }

    private static SyntheticMemory make(LongFunction<MemorySegment> allocator, MemoryRange... ranges) {
        List<MemoryRun> runs = new ArrayList<>();
        for (MemoryRange range : ranges) {
            runs.add(new MemoryRun(range.start(), allocator.apply(range.size())));
        }
        return new SyntheticMemory(runs);
    }
}
