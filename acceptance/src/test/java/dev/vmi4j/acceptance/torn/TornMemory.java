package dev.vmi4j.acceptance.torn;

import dev.vmi4j.core.driver.ReadsMemory;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.PageCache;
import dev.vmi4j.core.memory.PageSource;
import dev.vmi4j.core.memory.PageState;
import dev.vmi4j.core.memory.PhysicalMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/**
 * A copy of a guest's memory of which pages can be torn and mended, and which tells which pages were read. Nothing is
 * cached, so that every read is told.
 */
final class TornMemory implements PageSource, ReadsMemory {
    private static final int SHIFT = 12;
    private static final int PAGE = 1 << SHIFT;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment bytes;
    private final List<MemoryRange> ranges;
    private final PhysicalMemory memory;
    private final BitSet torn = new BitSet();
    private final BitSet read = new BitSet();
    private Damage damage = Damage.ZEROED;
    private long seed;

    /** What is in a torn page. */
    enum Damage {
        /** Nothing but zeros. */
        ZEROED,
        /** Anything. */
        REPLACED
    }

    TornMemory(PhysicalMemory original) {
        long size = original.ranges().getLast().end();
        this.bytes = arena.allocate(size, PAGE);
        this.ranges = original.ranges();
        for (MemoryRange range : ranges) {
            original.read(range.start(), bytes, range.start(), range.size());
        }
        this.memory = PhysicalMemory.paged(ranges, new PageCache(this, 0));
    }

    /** Tears a hundredth of all pages but for some. */
    void tear(long newSeed, Damage how, BitSet spared) {
        Random random = new Random(newSeed);
        torn.clear();
        damage = how;
        seed = newSeed;
        int pages = (int) (bytes.byteSize() >>> SHIFT);
        for (int i = 0; i < pages / 100; i++) {
            int page = random.nextInt(pages);
            torn.set(page, !spared.get(page));
        }
    }

    void mend() {
        torn.clear();
    }

    boolean isTorn(BitSet pages) {
        return pages.intersects(torn);
    }

    /** The pages that were read since the last call. */
    BitSet takeRead() {
        BitSet taken = (BitSet) read.clone();
        read.clear();
        return taken;
    }

    @Override
    public int pageShift() {
        return SHIFT;
    }

    @Override
    public synchronized PageState read(long gfn, byte[] page) {
        if (gfn < 0 || gfn >= bytes.byteSize() >>> SHIFT) {
            return PageState.ABSENT;
        }
        read.set((int) gfn);
        if (!torn.get((int) gfn)) {
            MemorySegment.copy(bytes, gfn << SHIFT, MemorySegment.ofArray(page), 0, PAGE);
        } else if (damage == Damage.ZEROED) {
            Arrays.fill(page, (byte) 0);
        } else {
            new Random(seed ^ gfn).nextBytes(page);
        }
        return PageState.PRESENT;
    }

    @Override
    public synchronized PageState state(long gfn) {
        boolean held = gfn >= 0
                && ranges.stream().anyMatch(range -> range.start() <= gfn << SHIFT && gfn << SHIFT < range.end());
        return held ? PageState.PRESENT : PageState.ABSENT;
    }

    @Override
    public PhysicalMemory memory() {
        return memory;
    }

    @Override
    public String description() {
        return "a torn image";
    }

    @Override
    public void close() {
        arena.close();
    }
}
