package dev.vmi4j.core.address;

/**
 * A set of kinds of memory access: read, write, execute. Used both for what an access did and for what a page allows.
 *
 * @param bits the sum of {@link #READ_BIT}, {@link #WRITE_BIT} and {@link #EXECUTE_BIT}
 */
public record MemoryAccess(int bits) {
    /** The bit of a read. */
    public static final int READ_BIT = 1;
    /** The bit of a write. */
    public static final int WRITE_BIT = 2;
    /** The bit of an instruction fetch. */
    public static final int EXECUTE_BIT = 4;

    private static final MemoryAccess[] ALL = new MemoryAccess[8];

    static {
        for (int i = 0; i < ALL.length; i++) {
            ALL[i] = new MemoryAccess(i);
        }
    }

    /** No access. */
    public static final MemoryAccess NONE = of(0);
    /** Read. */
    public static final MemoryAccess R = of(READ_BIT);
    /** Write. */
    public static final MemoryAccess W = of(WRITE_BIT);
    /** Execute. */
    public static final MemoryAccess X = of(EXECUTE_BIT);
    /** Read and write. */
    public static final MemoryAccess RW = of(READ_BIT | WRITE_BIT);
    /** Read and execute. */
    public static final MemoryAccess RX = of(READ_BIT | EXECUTE_BIT);
    /** Write and execute. */
    public static final MemoryAccess WX = of(WRITE_BIT | EXECUTE_BIT);
    /** Read, write and execute. */
    public static final MemoryAccess RWX = of(READ_BIT | WRITE_BIT | EXECUTE_BIT);

    /** Checks the bits. */
    public MemoryAccess {
        if ((bits & ~7) != 0) {
            throw new IllegalArgumentException("access bits " + bits + " are not within 0..7");
        }
    }

    /**
     * The shared value for the bits.
     *
     * @param bits 0 to 7
     * @return the set
     * @throws IllegalArgumentException for other bits
     */
    public static MemoryAccess of(int bits) {
        return (bits & ~7) == 0 ? ALL[bits] : new MemoryAccess(bits);
    }

    /**
     * Whether every kind in the other set is in this one.
     *
     * @param other the kinds asked for
     * @return true when all are here
     */
    public boolean contains(MemoryAccess other) {
        return (bits & other.bits) == other.bits;
    }

    /**
     * The union of two sets.
     *
     * @param other the other set
     * @return every kind that is in either
     */
    public MemoryAccess or(MemoryAccess other) {
        return of(bits | other.bits);
    }

    /**
     * The intersection of two sets.
     *
     * @param other the other set
     * @return every kind that is in both
     */
    public MemoryAccess and(MemoryAccess other) {
        return of(bits & other.bits);
    }

    /** Three characters as {@code ls} prints them, for example {@code r-x}. */
    @Override
    public String toString() {
        return (contains(R) ? "r" : "-") + (contains(W) ? "w" : "-") + (contains(X) ? "x" : "-");
    }
}
