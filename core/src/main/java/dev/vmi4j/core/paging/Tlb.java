package dev.vmi4j.core.paging;

import dev.vmi4j.core.memory.CacheStatistics;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;

/**
 * A software translation look-aside buffer: remembers translations of smallest-size pages for any number of roots of
 * one paging mode. Direct-mapped, bounded, thread-safe without locks, and no look-up allocates.
 *
 * <p>A slot is two numbers: the page frame, with a number that stands for the root in the bits that no frame uses, and that
 * mixed with the page, so that a slot proves by itself that its halves were written together. Two threads that write one
 * slot at once can leave halves that do not belong together; those match no page (but for one chance in 2<sup>52</sup>,
 * which the guest cannot raise as it does not know how pages are mixed).
 *
 * <p>A flush puts new slots in the place of the old ones. A walk enters what it finds into the slots that were there when
 * it began, so that a walk that began before a flush never leaves an old translation behind after it. A look-up sees every
 * flush that happened before it in the sense of the Java memory model.
 */
public final class Tlb {
    /** The number of slots unless told otherwise. */
    public static final int DEFAULT_SLOTS = 4096;

    /** The answer of a look-up that found nothing; no physical address is negative. */
    static final long MISS = -1;

    private static final VarHandle SLOTS;

    /** The bits of a slot above any physical address that are left for the root; not the sign. */
    private static final int HIGH_SHIFT = 52;

    private static final int HIGH_BITS = 11;

    /** Odd, so that no two pages become one. */
    private static final long MIX = new SplittableRandom().nextLong() | 1;

    static {
        try {
            SLOTS = MethodHandles.lookup().findVarHandle(Tlb.class, "slots", long[].class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final PagingMode mode;
    private final int halfPageShift;
    private final long inPage;
    private final long tagBits;
    private final boolean counting;
    private final Map<Long, Long> tags = new HashMap<>();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private long[] slots;

    private Tlb(PagingMode mode, int size, boolean counting) {
        if (size < 1 || size > 1 << 24) {
            throw new IllegalArgumentException("a TLB of " + size + " slots is not within 1..2^24");
        }
        int rounded = size == 1 ? 1 : Integer.highestOneBit(size - 1) << 1;
        this.mode = mode;
        this.slots = new long[rounded * 2];
        this.halfPageShift = mode.pageShift() - 1;
        this.inPage = (1L << mode.pageShift()) - 1;
        this.tagBits = inPage | (1L << HIGH_BITS) - 1 << HIGH_SHIFT;
        this.counting = counting;
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
     * An empty TLB like this one for another paging mode.
     *
     * @param other the paging mode that it serves
     * @return a TLB of the same size, which counts when this one does
     */
    public Tlb like(PagingMode other) {
        return new Tlb(other, capacity(), counting);
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
        return slots.length / 2;
    }

    /**
     * What it has done since it was made.
     *
     * @return hits and misses; both 0 when it does not count
     */
    public CacheStatistics statistics() {
        return new CacheStatistics(hits.sum(), misses.sum());
    }

    /** Forgets every translation. */
    public synchronized void flush() {
        SLOTS.setVolatile(this, new long[slots.length]);
    }

    /**
     * Forgets the translation of one page.
     *
     * @param root the translation root
     * @param va any virtual address of the page
     */
    public synchronized void flush(long root, long va) {
        long[] kept = slots.clone();
        kept[index(kept, tag(root), va)] = 0;
        SLOTS.setVolatile(this, kept);
    }

    /** The number that stands for a root in every slot, in the bits of a slot that are left for it; never 0. */
    synchronized long tag(long root) {
        return tags.computeIfAbsent(root, _ -> {
            long number = 2L * tags.size() + 2; // even, as the lowest bit chooses no slot
            long tag = number & inPage | number >>> mode.pageShift() << HIGH_SHIFT;
            if ((tag & ~tagBits) != 0) {
                throw new IllegalStateException("a TLB serves no more than " + tags.size() + " translation roots");
            }
            return tag;
        });
    }

    /** The guest physical address of a virtual address, or {@link #MISS}. */
    long find(long tag, long va) {
        long[] s = slots;
        int at = index(s, tag, va);
        long slot = s[at];
        if (!proves(s[at + 1], slot, tag, va)) {
            return MISS;
        }
        if (counting) {
            hits.increment();
        }
        return slot ^ (tag ^ va & inPage);
    }

    /** Counts a miss, and tells where {@link #enter} may enter what the walk that now begins will find. */
    long[] missed() {
        if (counting) {
            misses.increment();
        }
        return (long[]) SLOTS.getAcquire(this);
    }

    /** Remembers a translation. */
    void enter(long[] into, long tag, long va, long pa) {
        int at = index(into, tag, va);
        long slot = pa & ~inPage | tag;
        into[at] = slot;
        into[at + 1] = slot ^ mixed(va);
    }

    /** Whether the halves of a slot were written together, for this page of this root. */
    private boolean proves(long proof, long slot, long tag, long va) {
        return (proof ^ slot ^ mixed(va) | (slot ^ tag) & tagBits) == 0;
    }

    private long mixed(long va) {
        return (va & ~inPage) * MIX;
    }

    /** Where the two halves of a page's slot begin; even. An answer waits for this, so it is as short as can be. */
    private int index(long[] in, long tag, long va) {
        return (int) (va >>> halfPageShift ^ tag) & in.length - 2;
    }
}
