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
    private final boolean counting;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private long epoch = 1;

    private Tlb(PagingMode mode, int size, boolean counting) {
        if (size < 1 || size > 1 << 24) {
            throw new IllegalArgumentException("a TLB of " + size + " slots is not within 1..2^24");
        }
        int rounded = size == 1 ? 1 : Integer.highestOneBit(size - 1) << 1;
        this.mode = mode;
        this.slots = new long[rounded * 4];
        this.mask = rounded - 1;
        this.pageShift = mode.pageShift();
        this.counting = counting;
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
        return mask + 1;
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
        long next = epoch + 1 & (1L << pageShift) - 1;
        if (next == 0) {
            EPOCH.setVolatile(this, 0L);
            clear();
            next = 1;
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
        flushSlot(slot(root, va));
    }

    int slot(long root, long va) {
        long page = va >>> pageShift;
        return (int) (page ^ page >>> 21 ^ root >>> 12) & mask;
    }

    long sequence(int slot) {
        return (long) LONGS.getAcquire(slots, slot << 2);
    }

    long tag(long va) {
        return va >>> pageShift | (long) EPOCH.getAcquire(this) << 64 - pageShift;
    }

    /** The guest physical address of a virtual address, or {@link #MISS}. */
    long find(int slot, long sequence, long tag, long root, long va) {
        long[] s = slots;
        int at = slot << 2;
        boolean same = s[at + TAG] == tag && s[at + ROOT] == root;
        long frame = s[at + FRAME];
        VarHandle.loadLoadFence();
        if (same && s[at + SEQUENCE] == sequence && (sequence & 1) == 0) {
            if (counting) {
                hits.increment();
            }
            return frame | va & (1L << pageShift) - 1;
        }
        return MISS;
    }

    void count() {
        if (counting) {
            misses.increment();
        }
    }

    void enter(int slot, long sequence, long tag, long root, long pa) {
        int at = slot << 2;
        if ((sequence & 1) != 0
                || tag >>> 64 - pageShift == 0
                || !LONGS.compareAndSet(slots, at, sequence, sequence + 1)) {
            return;
        }
        VarHandle.storeStoreFence();
        slots[at + TAG] = tag;
        slots[at + ROOT] = root;
        slots[at + FRAME] = pa & -(1L << pageShift);
        LONGS.setRelease(slots, at, sequence + 2);
    }

    private void clear() {
        for (int slot = 0; slot <= mask; slot++) {
            flushSlot(slot);
        }
    }

    private void flushSlot(int slot) {
        int at = slot << 2;
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
