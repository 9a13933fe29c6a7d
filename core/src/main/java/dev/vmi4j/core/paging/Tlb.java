package dev.vmi4j.core.paging;

import dev.vmi4j.core.memory.CacheStatistics;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.LongAdder;

/**
 * A software translation look-aside buffer: remembers translations of smallest-size pages for any number of roots of
 * one paging mode. Direct-mapped, bounded, thread-safe without locks, and no look-up allocates.
 *
 * <p>Each slot carries a sequence number that is odd while the slot is written. A translation is entered only when the
 * number is still the one seen before its walk began, and every flush changes it (or the epoch that is part of each
 * tag), so a walk that began before a flush can never leave an old translation behind after it. A tag is the page number
 * with the epoch in the bits that the page shift leaves free. When those wrap, all slots are cleared in epoch 0, in which
 * nothing is entered, so that no tag ever comes back to life.
 */
public final class Tlb {
    /** The number of slots unless told otherwise. */
    public static final int DEFAULT_SLOTS = 4096;

    /** The answer of a look-up that found nothing; no physical address is negative. */
    static final long MISS = -1;

    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle EPOCH;

    private static final int SEQUENCE = 0;
    private static final int TAG = 1;
    private static final int ROOT = 2;
    private static final int FRAME = 3;
    private static final int SLOT = 4;

    static {
        try {
            EPOCH = MethodHandles.lookup().findVarHandle(Tlb.class, "epoch", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final PagingMode mode;
    private final long[] slots;
    private final int mask;
    private final int pageShift;
    private final long inPage;
    private final boolean counting;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private long epoch;

    private Tlb(PagingMode mode, int size, boolean counting) {
        if (size < 1 || size > 1 << 24) {
            throw new IllegalArgumentException("a TLB of " + size + " slots is not within 1..2^24");
        }
        int rounded = size == 1 ? 1 : Integer.highestOneBit(size - 1) << 1;
        this.mode = mode;
        this.slots = new long[rounded * SLOT];
        this.mask = slots.length - SLOT;
        this.pageShift = mode.pageShift();
        this.inPage = (1L << pageShift) - 1;
        this.counting = counting;
        this.epoch = firstEpoch();
        clear();
    }

    /**
     * An empty TLB that counts its hits and misses.
     *
     * @param mode the paging mode it serves
     * @param slots the most translations to keep, rounded up to a power of two
     * @return the TLB
     */
    public static Tlb counting(PagingMode mode, int slots) {
        return new Tlb(mode, slots, true);
    }

    /**
     * An empty TLB that does not count, which makes a hit faster.
     *
     * @param mode the paging mode it serves
     * @param slots the most translations to keep, rounded up to a power of two
     * @return the TLB
     */
    public static Tlb uncounted(PagingMode mode, int slots) {
        return new Tlb(mode, slots, false);
    }

    /**
     * The paging mode it serves.
     *
     * @return the mode
     */
    public PagingMode mode() {
        return mode;
    }

    /**
     * The most translations it keeps.
     *
     * @return a power of two
     */
    public int capacity() {
        return slots.length / SLOT;
    }

    /**
     * What it has done since it was made.
     *
     * @return hits and misses; both 0 when it does not count
     */
    public CacheStatistics statistics() {
        return new CacheStatistics(hits.sum(), misses.sum());
    }

    /** Forgets every translation: a new epoch begins. */
    public synchronized void flush() {
        long next = epoch + firstEpoch();
        if (next == 0) {
            EPOCH.setVolatile(this, 0L);
            clear();
            next = firstEpoch();
        }
        EPOCH.setVolatile(this, next);
    }

    /**
     * Forgets the translation of one page.
     *
     * @param root the translation root
     * @param va any virtual address of the page
     */
    public void flush(long root, long va) {
        flushSlot(slot(root, va >>> pageShift));
    }

    /**
     * The guest physical address of a virtual address, or {@link #MISS}. Every field is read once and before the first
     * ordered load, because the JIT would read it again after each.
     */
    long find(long root, long va) {
        long[] s = slots;
        long offset = va & inPage;
        boolean count = counting;
        long page = va >>> pageShift;
        int at = slot(root, page);
        long tag = page | (long) EPOCH.getAcquire(this);
        long sequence = (long) LONGS.getAcquire(s, at + SEQUENCE);
        long different = s[at + TAG] ^ tag | s[at + ROOT] ^ root;
        long frame = s[at + FRAME];
        VarHandle.loadLoadFence();
        if ((different | s[at + SEQUENCE] ^ sequence & -2L) != 0) { // an odd number never equals the even one below it
            return MISS;
        }
        if (count) {
            hits.increment();
        }
        return frame | offset;
    }

    /** Counts a miss, and tells what {@link #enter} wants to know of the slot before the walk begins. */
    long missed(long root, long va) {
        if (counting) {
            misses.increment();
        }
        return (long) LONGS.getAcquire(slots, slot(root, va >>> pageShift));
    }

    /** The page number and the epoch; {@link #enter} wants to know that of before the walk, too. */
    long tag(long va) {
        return va >>> pageShift | (long) EPOCH.getAcquire(this);
    }

    /** Remembers a translation, unless its slot was written since the walk began. */
    void enter(long sequence, long tag, long root, long va, long pa) {
        int at = slot(root, va >>> pageShift);
        if ((sequence & 1) != 0
                || Long.compareUnsigned(tag, firstEpoch()) < 0
                || !LONGS.compareAndSet(slots, at, sequence, sequence + 1)) {
            return;
        }
        VarHandle.storeStoreFence();
        slots[at + TAG] = tag;
        slots[at + ROOT] = root;
        slots[at + FRAME] = pa & ~inPage;
        LONGS.setRelease(slots, at, sequence + 2);
    }

    /** Index of the first number of the slot of a page. */
    private int slot(long root, long page) {
        return (int) (page ^ page >>> 21 ^ root >>> 12) * SLOT & mask;
    }

    /** Epochs count in the bits above the page number. */
    private long firstEpoch() {
        return 1L << Long.SIZE - pageShift;
    }

    private void clear() {
        for (int at = 0; at <= mask; at += SLOT) {
            flushSlot(at);
        }
    }

    private void flushSlot(int at) {
        long sequence = lock(at);
        slots[at + ROOT] = -1;
        LONGS.setRelease(slots, at, sequence + 2);
    }

    private long lock(int at) {
        while (true) {
            long sequence = (long) LONGS.getAcquire(slots, at);
            if ((sequence & 1) == 0 && LONGS.compareAndSet(slots, at, sequence, sequence + 1)) {
                VarHandle.storeStoreFence();
                return sequence;
            }
            Thread.onSpinWait();
        }
    }
}
