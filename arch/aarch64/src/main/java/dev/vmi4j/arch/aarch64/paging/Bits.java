package dev.vmi4j.arch.aarch64.paging;

/** Bits of descriptors (Arm ARM, D8.3). */
final class Bits {
    static final long VALID = 1;
    /** At level 3 a page, above it a table rather than a block. */
    static final long TABLE_OR_PAGE = 1L << 1;

    /** AP[1]: open to EL0. */
    static final long USER = 1L << 6;
    /** AP[2]. */
    static final long READ_ONLY = 1L << 7;
    /** AF. */
    static final long ACCESSED = 1L << 10;
    /** nG. */
    static final long NOT_GLOBAL = 1L << 11;
    /** DBM. */
    static final long DIRTY_MODIFIER = 1L << 51;
    /** PXN. */
    static final long PRIVILEGED_NO_EXECUTE = 1L << 53;
    /** UXN. */
    static final long USER_NO_EXECUTE = 1L << 54;

    /** PXNTable. */
    static final long TABLE_PRIVILEGED_NO_EXECUTE = 1L << 59;
    /** UXNTable. */
    static final long TABLE_USER_NO_EXECUTE = 1L << 60;
    /** APTable[0]: closed to EL0. */
    static final long TABLE_NO_USER = 1L << 61;
    /** APTable[1]. */
    static final long TABLE_READ_ONLY = 1L << 62;

    private Bits() {}

    /** The bits from one number up to, and without, another; none when they do not ascend. */
    static long range(int from, int to) {
        return to <= from ? 0 : (-1L >>> 64 - (to - from)) << from;
    }
}
