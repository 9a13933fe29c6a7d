package dev.vmi4j.driver.dump;

import dev.vmi4j.core.memory.LittleEndian;
import java.lang.foreign.MemorySegment;

/** A bit for each page, with the number of set bits before any page in constant time. Immutable and thread-safe. */
final class PageBitmap {
    private static final int WORDS_PER_SUM = 64;

    private final MemorySegment bytes;
    private final long pages;
    private final long[] sums;
    private final long count;

    /**
     * Counts the bits.
     *
     * @param bytes bit n of byte m is page {@code 8 * m + n}; a multiple of 8 bytes long
     * @param pages the number of pages, at most that of the bits
     */
    PageBitmap(MemorySegment bytes, long pages) {
        this.bytes = bytes;
        this.pages = pages;
        this.sums = new long[Math.toIntExact((words() + WORDS_PER_SUM - 1) / WORDS_PER_SUM)];
        long sum = 0;
        for (long word = 0; word < words(); word++) {
            if (word % WORDS_PER_SUM == 0) {
                sums[(int) (word / WORDS_PER_SUM)] = sum;
            }
            sum += Long.bitCount(word(word));
        }
        this.count = sum;
    }

    /** The number of pages that have a bit, set or not. */
    long pages() {
        return pages;
    }

    /** The number of set bits. */
    long count() {
        return count;
    }

    boolean get(long page) {
        return page >= 0 && page < pages && (word(page >>> 6) >>> page & 1) != 0;
    }

    /** The number of set bits before a page. */
    long rank(long page) {
        long last = page >>> 6;
        long rank = sums[(int) (last / WORDS_PER_SUM)];
        for (long word = last / WORDS_PER_SUM * WORDS_PER_SUM; word < last; word++) {
            rank += Long.bitCount(word(word));
        }
        return rank + Long.bitCount(word(last) & ((1L << page) - 1));
    }

    long words() {
        return (pages + Long.SIZE - 1) >>> 6;
    }

    /** The bits of pages {@code 64 * index} on, none beyond the last page. */
    long word(long index) {
        long word = bytes.get(LittleEndian.LONG, index * Long.BYTES);
        long left = pages - (index << 6);
        return left >= Long.SIZE ? word : word & ((1L << left) - 1);
    }
}
