package dev.vmi4j.core.paging;

/**
 * Which virtual addresses a paging mode can translate at all. One rule serves every architecture: the canonical addresses
 * are those from a first one on, as signed numbers and without a gap, as many as the translated bits can tell apart.
 *
 * @param bits the number of address bits that are translated, 1 to 64
 * @param ignored the number of top bits that are ignored (AArch64's top-byte-ignore: 8)
 * @param first the lowest canonical address, a multiple of half of their number
 */
public record CanonicalRule(int bits, int ignored, long first) {
    /** Checks the ranges. */
    public CanonicalRule {
        if (bits < 1 || ignored < 0 || bits + ignored > Long.SIZE) {
            throw new IllegalArgumentException(bits + " translated and " + ignored + " ignored address bits");
        }
    }

    /**
     * The bits above the translated ones must all equal the highest translated one (AMD64, RISC-V).
     *
     * @param bits the number of translated bits
     * @return the rule
     */
    public static CanonicalRule signExtended(int bits) {
        return new CanonicalRule(bits, 0, -1L << bits - 1);
    }

    /**
     * The bits above the translated ones must be zero (32-bit modes, AArch64's TTBR0).
     *
     * @param bits the number of translated bits
     * @param ignored the number of top bits that are ignored
     * @return the rule
     */
    public static CanonicalRule zeroExtended(int bits, int ignored) {
        return new CanonicalRule(bits, ignored, 0);
    }

    /**
     * The bits above the translated ones must be one (AArch64's TTBR1).
     *
     * @param bits the number of translated bits
     * @param ignored the number of top bits that are ignored
     * @return the rule
     */
    public static CanonicalRule oneExtended(int bits, int ignored) {
        return new CanonicalRule(bits, ignored, bits == Long.SIZE ? 0 : -1L << bits);
    }

    /**
     * Whether an address can be translated.
     *
     * @param va virtual address
     * @return true when it is canonical
     */
    public boolean accepts(long va) {
        return (va - first & beyond()) == 0;
    }

    /**
     * The canonical address with the given translated bits.
     *
     * @param va any address whose translated bits are right
     * @return the address with its upper bits made right
     */
    public long canonical(long va) {
        return first + (va - first & lowest(bits));
    }

    /** The bits that are clear in the distance of every canonical address from the first. */
    long beyond() {
        return lowest(Long.SIZE - ignored) & ~lowest(bits);
    }

    private static long lowest(int count) {
        return -1L >>> Long.SIZE - count;
    }
}
