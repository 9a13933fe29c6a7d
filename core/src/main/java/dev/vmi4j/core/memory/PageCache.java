package dev.vmi4j.core.memory;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Keeps pages that a {@link PageSource} produced. Set-associative, bounded, lock-free on a hit; a page handed out stays
 * valid (though perhaps old) however long its reader holds it. Thread-safe.
 *
 * <p>A page is loaded under the lock of its set, and an invalidation takes the same lock, so a load that began before a
 * write can never leave the old content behind after the write's invalidation.
 */
public final class PageCache {
    /** The number of pages kept unless told otherwise: 64 MiB of 4 KiB pages. */
    public static final int DEFAULT_PAGES = 16_384;

    private static final int WAYS = 4;

    private static final class Entry {
        final long gfn;
        final byte[] bytes;

        Entry(long gfn, byte[] bytes) {
            this.gfn = gfn;
            this.bytes = bytes;
        }
    }

    private final PageSource source;
    private final int sets;
    private final AtomicReferenceArray<@Nullable Entry> entries;
    private final Object[] locks;
    private final int[] victims;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /**
     * Makes an empty cache.
     *
     * @param source where pages come from
     * @param pages the most pages to keep, rounded up to a power of two; 0 keeps none
     */
    public PageCache(PageSource source, int pages) {
        if (pages < 0 || pages > 1 << 28) {
            throw new IllegalArgumentException("a page cache of " + pages + " pages is not within 0..2^28");
        }
        this.source = source;
        this.sets = pages == 0 ? 0 : Math.max(1, ceilingPowerOfTwo(pages) / WAYS);
        this.entries = new AtomicReferenceArray<>(sets * WAYS);
        this.locks = new Object[Math.min(sets, 64)];
        this.victims = new int[sets];
        for (int i = 0; i < locks.length; i++) {
            locks[i] = new Object();
        }
    }

    /**
     * The content of a page.
     *
     * @param gfn frame number in units of the source's page size
     * @return its bytes, not to be changed; null when the source cannot produce it
     */
    byte @Nullable [] page(long gfn) {
        if (sets == 0) {
            misses.increment();
            return load(gfn);
        }
        int set = setOf(gfn);
        byte[] found = find(set, gfn);
        if (found != null) {
            hits.increment();
            return found;
        }
        misses.increment();
        return loadInto(set, gfn);
    }

    /**
     * Forgets one page.
     *
     * @param gfn frame number in units of the source's page size
     */
    public void flush(long gfn) {
        if (sets == 0) {
            return;
        }
        int set = setOf(gfn);
        synchronized (lockOf(set)) {
            for (int i = set * WAYS; i < (set + 1) * WAYS; i++) {
                Entry entry = entries.getPlain(i);
                if (entry != null && entry.gfn == gfn) {
                    entries.setRelease(i, null);
                }
            }
        }
    }

    /** Forgets every page. */
    public void flush() {
        for (int set = 0; set < sets; set++) {
            synchronized (lockOf(set)) {
                for (int i = set * WAYS; i < (set + 1) * WAYS; i++) {
                    entries.setRelease(i, null);
                }
            }
        }
    }

    /**
     * The most pages it keeps.
     *
     * @return 0 when it is switched off
     */
    public int capacity() {
        return sets * WAYS;
    }

    /**
     * What it has done since it was made.
     *
     * @return hits and misses
     */
    public CacheStatistics statistics() {
        return new CacheStatistics(hits.sum(), misses.sum());
    }

    PageSource source() {
        return source;
    }

    private byte @Nullable [] find(int set, long gfn) {
        for (int i = set * WAYS; i < (set + 1) * WAYS; i++) {
            Entry entry = entries.getAcquire(i);
            if (entry != null && entry.gfn == gfn) {
                return entry.bytes;
            }
        }
        return null;
    }

    private byte @Nullable [] loadInto(int set, long gfn) {
        synchronized (lockOf(set)) {
            byte[] found = find(set, gfn);
            if (found != null) {
                return found;
            }
            byte[] bytes = load(gfn);
            if (bytes != null) {
                entries.setRelease(set * WAYS + (victims[set]++ & WAYS - 1), new Entry(gfn, bytes));
            }
            return bytes;
        }
    }

    private byte @Nullable [] load(long gfn) {
        byte[] bytes = new byte[1 << source.pageShift()];
        return source.read(gfn, bytes) == PageState.PRESENT ? bytes : null;
    }

    private int setOf(long gfn) {
        long hash = gfn * 0x9e3779b97f4a7c15L;
        return (int) (hash >>> 32) & (sets - 1);
    }

    private Object lockOf(int set) {
        return locks[set & (locks.length - 1)];
    }

    private static int ceilingPowerOfTwo(int value) {
        return value == 1 ? 1 : Integer.highestOneBit(value - 1) << 1;
    }
}
