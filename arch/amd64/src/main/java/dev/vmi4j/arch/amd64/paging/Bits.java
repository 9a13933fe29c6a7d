package dev.vmi4j.arch.amd64.paging;

/** Bits of page table entries (Intel SDM Vol. 3A, section 4.5; AMD APM Vol. 2, section 5.4). */
final class Bits {
    static final long PRESENT = 1;
    static final long WRITABLE = 1L << 1;
    static final long USER = 1L << 2;
    static final long PAGE_SIZE = 1L << 7;
    static final long GLOBAL = 1L << 8;
    static final long ACCESSED = 1L << 5;
    static final long DIRTY = 1L << 6;
    static final long NO_EXECUTE = 1L << 63;

    private Bits() {}

    /** The bits from one number up to, and without, another; none when they do not ascend. */
    static long range(int from, int to) {
        return to <= from ? 0 : (-1L >>> 64 - (to - from)) << from;
    }
}
