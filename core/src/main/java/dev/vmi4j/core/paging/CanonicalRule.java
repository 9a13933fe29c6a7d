package dev.vmi4j.core.paging;

/**
 * Which virtual addresses a paging mode can translate at all. One formula serves every architecture: after the ignored
 * top bits are replaced by copies of the bit below them, {@code ((va >> shift) + bias) >>> drop} must be 0.
 *
 * @param bits the number of address bits that are translated
 * @param ignored the number of top bits that are ignored (AArch64's top-byte-ignore: 8)
 * @param shift see above
 * @param bias see above
 * @param drop see above
 */
public record CanonicalRule(int bits, int ignored, int shift, int bias, int drop) {
    /**
     * The bits above the translated ones must all equal the highest translated one (AMD64, RISC-V).
     *
     * @param bits the number of translated bits
     * @return the rule
     */
    public static CanonicalRule signExtended(int bits) {
        return new CanonicalRule(bits, 0, bits - 1, 1, 1);
    }

    /**
     * The bits above the translated ones must be zero (32-bit modes, AArch64's TTBR0).
     *
     * @param bits the number of translated bits
     * @param ignored the number of top bits that are ignored
     * @return the rule
     */
    public static CanonicalRule zeroExtended(int bits, int ignored) {
        return new CanonicalRule(bits, ignored, bits, 0, 0);
    }

    /**
     * The bits above the translated ones must be one (AArch64's TTBR1).
     *
     * @param bits the number of translated bits
     * @param ignored the number of top bits that are ignored
     * @return the rule
     */
    public static CanonicalRule oneExtended(int bits, int ignored) {
        return new CanonicalRule(bits, ignored, bits, 1, 0);
    }

    /**
     * Whether an address can be translated.
     *
     * @param va virtual address
     * @return true when it is canonical
     */
    public boolean accepts(long va) {
        return (((va << ignored >> ignored) >> shift) + bias) >>> drop == 0;
    }

    /**
     * The canonical address with the given translated bits.
     *
     * @param va any address whose translated bits are right
     * @return the address with its upper bits made right
     */
    public long canonical(long va) {
        if (bits == 64) {
            return va;
        }
        long low = va & (1L << bits) - 1;
        boolean sign = drop == 1 && (low >>> bits - 1 & 1) != 0;
        return sign || drop == 0 && bias == 1 ? low | -1L << bits : low;
    }
}
