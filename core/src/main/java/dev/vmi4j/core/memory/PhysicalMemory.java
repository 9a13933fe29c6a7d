package dev.vmi4j.core.memory;

import dev.vmi4j.core.address.Addresses;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The guest physical memory of a source. Mapped {@linkplain MemoryRun runs} are read in place; everything else comes
 * page by page from an optional {@link PageSource} through a {@link PageCache}. Immutable and thread-safe; it is one
 * final class for every driver so that reads stay monomorphic. The arena behind the runs belongs to whoever opened the
 * source: a read after it was closed fails with {@link IllegalStateException}.
 */
public final class PhysicalMemory implements GuestMemory {
    private final List<MemoryRange> ranges;
    private final MemorySegment primary;
    private final long primaryStart;
    /** Offsets into the primary run below this one have 8 bytes before its end; compared unsigned, so once. */
    private final long primaryLimit;

    private final long[] starts;
    private final MemorySegment[] segments;
    private final @Nullable PageCache cache;
    private final int pageShift;

    private PhysicalMemory(List<MemoryRange> ranges, List<MemoryRun> runs, @Nullable PageCache cache) {
        List<MemoryRun> sorted =
                runs.stream().sorted(Comparator.comparingLong(MemoryRun::start)).toList();
        requireDisjoint(sorted.stream().map(MemoryRun::range).toList());
        this.ranges = ranges;
        this.starts = sorted.stream().mapToLong(MemoryRun::start).toArray();
        this.segments = sorted.stream().map(MemoryRun::bytes).toArray(MemorySegment[]::new);
        MemoryRun largest = sorted.stream()
                .max(Comparator.comparingLong(run -> run.bytes().byteSize()))
                .orElse(null);
        this.primary = largest == null ? MemorySegment.NULL : largest.bytes();
        this.primaryStart = largest == null ? 0 : largest.start();
        this.primaryLimit = Math.max(0, primary.byteSize() - Long.BYTES + 1);
        this.cache = cache;
        this.pageShift = cache == null ? 12 : cache.source().pageShift();
    }

    /**
     * Memory that is mapped as a whole.
     *
     * @param runs its pieces in any order, which must not overlap
     * @return the memory
     * @throws IllegalArgumentException when two runs overlap
     */
    public static PhysicalMemory mapped(List<MemoryRun> runs) {
        List<MemoryRange> ranges = merge(runs.stream().map(MemoryRun::range).toList());
        return new PhysicalMemory(ranges, runs, null);
    }

    /**
     * Memory that is produced page by page.
     *
     * @param ranges what the guest has, in any order, which must not overlap
     * @param cache the cache over the source of its pages
     * @return the memory
     * @throws IllegalArgumentException when two ranges overlap
     */
    public static PhysicalMemory paged(List<MemoryRange> ranges, PageCache cache) {
        return new PhysicalMemory(merge(ranges), List.of(), cache);
    }

    /**
     * Memory of which pieces are mapped; the rest is produced page by page, or said to be missing and why.
     *
     * @param ranges what the guest has, in any order, which must not overlap; they cover the runs
     * @param runs the mapped pieces in any order, which must not overlap
     * @param cache the cache over the source of every page outside the runs
     * @return the memory
     * @throws IllegalArgumentException when two ranges or two runs overlap
     */
    public static PhysicalMemory of(List<MemoryRange> ranges, List<MemoryRun> runs, PageCache cache) {
        return new PhysicalMemory(merge(ranges), runs, cache);
    }

    /**
     * The guest physical ranges of the source, ascending and merged where they touch. Pages within them may still be
     * {@link PageState#EXCLUDED}.
     *
     * @return the ranges
     */
    public List<MemoryRange> ranges() {
        return ranges;
    }

    /**
     * The number of bytes of all ranges together.
     *
     * @return in bytes
     */
    public long size() {
        return ranges.stream().mapToLong(MemoryRange::size).sum();
    }

    /**
     * The size of the pages in which memory that is not mapped is produced.
     *
     * @return base-2 logarithm of the size in bytes
     */
    public int pageShift() {
        return pageShift;
    }

    /**
     * The cache of pages that are not mapped.
     *
     * @return empty when everything is mapped
     */
    public Optional<PageCache> cache() {
        return Optional.ofNullable(cache);
    }

    /**
     * Whether the source holds the page of an address, and if not, why.
     *
     * @param pa guest physical address
     * @return the state
     */
    public PageState state(long pa) {
        if (runOf(pa) >= 0) {
            return PageState.PRESENT;
        }
        PageCache pages = cache;
        return pages == null || pa < 0 ? PageState.ABSENT : pages.source().state(pa >>> pageShift);
    }

    /**
     * The longest piece of memory that begins at an address and can be had without copying: to the end of the run where
     * it is mapped, to the end of the page where it is cached.
     *
     * @param pa guest physical address
     * @return read-only bytes; of length 0 when the source lacks the page, see {@link #state}
     */
    public MemorySegment slice(long pa) {
        int run = runOf(pa);
        if (run >= 0) {
            return segments[run].asSlice(pa - starts[run]).asReadOnly();
        }
        byte[] page = page(pa);
        return page == null
                ? MemorySegment.NULL
                : MemorySegment.ofArray(page).asSlice(offsetInPage(pa)).asReadOnly();
    }

    @Override
    public byte readByte(long address) {
        long offset = address - primaryStart;
        if (Long.compareUnsigned(offset, primaryLimit) < 0) {
            return primary.get(ValueLayout.JAVA_BYTE, offset);
        }
        return readByteElsewhere(address);
    }

    @Override
    public short readShort(long address) {
        long offset = address - primaryStart;
        if (Long.compareUnsigned(offset, primaryLimit) < 0) {
            return primary.get(LittleEndian.SHORT, offset);
        }
        return (short) readElsewhere(address, Short.BYTES);
    }

    @Override
    public int readInt(long address) {
        long offset = address - primaryStart;
        if (Long.compareUnsigned(offset, primaryLimit) < 0) {
            return primary.get(LittleEndian.INT, offset);
        }
        return (int) readElsewhere(address, Integer.BYTES);
    }

    @Override
    public long readLong(long address) {
        long offset = address - primaryStart;
        if (Long.compareUnsigned(offset, primaryLimit) < 0) {
            return primary.get(LittleEndian.LONG, offset);
        }
        return readElsewhere(address, Long.BYTES);
    }

    /**
     * Reads a page table entry. Zero never is a present entry, so it also stands for one that the source lacks: only
     * the walk uses this, and its slow path tells the two apart by {@link #state}.
     *
     * @param pa guest physical address of the entry, aligned to its size
     * @return the entry, or 0 when the source lacks it
     */
    public long entryOrZero(long pa) {
        return entryOrZero(pa, 0, Long.BYTES);
    }

    /**
     * Reads a 4-byte page table entry, see {@link #entryOrZero(long)}.
     *
     * @param pa guest physical address of the entry, aligned to its size
     * @return the entry, zero-extended, or 0 when the source lacks it
     */
    public long entry32OrZero(long pa) {
        return entryOrZero(pa, 0, Integer.BYTES) & 0xffff_ffffL;
    }

    /**
     * Reads a page table entry of either size, see {@link #entryOrZero(long)}. In the way that suits the walk: one for
     * both sizes, and the table, which the walk is still waiting for, is added last.
     *
     * @param table guest physical address of the table
     * @param offset of the entry in it, in bytes, aligned to its size
     * @param size of the entry, 4 or 8 bytes
     * @return the entry, or 0 when the source lacks it; above a 4-byte entry any bits
     */
    public long entryOrZero(long table, long offset, int size) {
        long at = table + (offset - primaryStart);
        return Long.compareUnsigned(at, primaryLimit) < 0
                ? primary.get(LittleEndian.LONG, at)
                : entryElsewhere(table + offset, size);
    }

    @Override
    public void read(long address, MemorySegment destination, long offset, long length) {
        long done = 0;
        while (done < length) {
            done += readPiece(address + done, destination, offset + done, length - done);
        }
    }

    @Override
    public long readable(long address, long limit) {
        long counted = 0;
        while (counted < limit && state(address + counted) == PageState.PRESENT) {
            counted += Math.min(contiguous(address + counted), limit - counted);
        }
        return counted;
    }

    @Override
    public long contiguous(long address) {
        int run = runOf(address);
        return run >= 0 ? starts[run] + segments[run].byteSize() - address : (1L << pageShift) - offsetInPage(address);
    }

    @Override
    public String toString() {
        return "guest physical memory of " + Addresses.hex(size()) + " bytes in " + ranges.size() + " ranges";
    }

    private long readPiece(long pa, MemorySegment destination, long offset, long length) {
        int run = runOf(pa);
        if (run >= 0) {
            MemorySegment bytes = segments[run];
            long from = pa - starts[run];
            long piece = Math.min(length, bytes.byteSize() - from);
            MemorySegment.copy(bytes, from, destination, offset, piece);
            return piece;
        }
        byte[] page = requirePage(pa);
        int from = offsetInPage(pa);
        int piece = (int) Math.min(length, page.length - from);
        MemorySegment.copy(MemorySegment.ofArray(page), from, destination, offset, piece);
        return piece;
    }

    private byte readByteElsewhere(long pa) {
        int run = runOf(pa);
        return run >= 0
                ? segments[run].get(ValueLayout.JAVA_BYTE, pa - starts[run])
                : requirePage(pa)[offsetInPage(pa)];
    }

    /** Up to 8 bytes outside the primary run or across its end; zero-extended. */
    private long readElsewhere(long pa, int size) {
        int run = runOf(pa);
        if (run >= 0 && pa - starts[run] <= segments[run].byteSize() - size) {
            return readFromRun(segments[run], pa - starts[run], size);
        }
        if (run < 0 && offsetInPage(pa) <= (1 << pageShift) - size) {
            return readFromPage(requirePage(pa), offsetInPage(pa), size);
        }
        return readByBytes(pa, size);
    }

    private long readByBytes(long pa, int size) {
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = value << 8 | readByteElsewhere(pa + i) & 0xffL;
        }
        return value;
    }

    private static long readFromRun(MemorySegment bytes, long offset, int size) {
        return switch (size) {
            case Long.BYTES -> bytes.get(LittleEndian.LONG, offset);
            case Integer.BYTES -> bytes.get(LittleEndian.INT, offset);
            default -> bytes.get(LittleEndian.SHORT, offset);
        };
    }

    private static long readFromPage(byte[] page, int offset, int size) {
        return switch (size) {
            case Long.BYTES -> LittleEndian.getLong(page, offset);
            case Integer.BYTES -> LittleEndian.getInt(page, offset);
            default -> LittleEndian.getShort(page, offset);
        };
    }

    /** An aligned entry outside the primary run or across its end; its page is looked up once. */
    private long entryElsewhere(long pa, int size) {
        if (runOf(pa) >= 0) {
            return runOf(pa + size - 1) >= 0 ? readElsewhere(pa, size) : 0;
        }
        byte[] page = page(pa);
        int offset = offsetInPage(pa);
        return page == null || offset > page.length - size ? 0 : readFromPage(page, offset, size);
    }

    /** The index of the run that holds the address, or -1. */
    private int runOf(long pa) {
        int found = Arrays.binarySearch(starts, pa);
        int run = found >= 0 ? found : -found - 2;
        return run >= 0 && pa >= 0 && pa - starts[run] < segments[run].byteSize() ? run : -1;
    }

    private byte @Nullable [] page(long pa) {
        PageCache pages = cache;
        return pages == null || pa < 0 ? null : pages.page(pa >>> pageShift);
    }

    private byte[] requirePage(long pa) {
        byte[] page = page(pa);
        if (page == null) {
            throw missing(pa);
        }
        return page;
    }

    private MissingMemoryException missing(long pa) {
        PageState state = state(pa);
        return new MissingMemoryException(pa, state == PageState.PRESENT ? PageState.DAMAGED : state);
    }

    private int offsetInPage(long pa) {
        return (int) (pa & (1L << pageShift) - 1);
    }

    private static List<MemoryRange> merge(List<MemoryRange> ranges) {
        List<MemoryRange> sorted = ranges.stream()
                .sorted(Comparator.comparingLong(MemoryRange::start))
                .toList();
        requireDisjoint(sorted);
        List<MemoryRange> merged = new ArrayList<>();
        for (MemoryRange range : sorted) {
            if (!merged.isEmpty() && merged.getLast().end() == range.start()) {
                MemoryRange last = merged.removeLast();
                merged.add(new MemoryRange(last.start(), last.size() + range.size()));
            } else {
                merged.add(range);
            }
        }
        return List.copyOf(merged);
    }

    private static void requireDisjoint(List<MemoryRange> sorted) {
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i - 1).end() > sorted.get(i).start()) {
                throw new IllegalArgumentException(
                        "guest physical ranges " + sorted.get(i - 1) + " and " + sorted.get(i) + " overlap");
            }
        }
    }
}
