package dev.vmi4j.arch.aarch64.paging;

/** Where a descriptor keeps the high bits of an output address (Arm ARM, D8.3.1). */
public enum DescriptorFormat {
    /** Output addresses of at most 48 bits, all at their own places. */
    BITS_48(48),
    /** 64K granule with 52-bit addresses (FEAT_LPA): bits 51 to 48 of an address lie in bits 15 to 12. */
    BITS_52_LPA(52),
    /** 4K and 16K granules with TCR_EL1.DS (FEAT_LPA2): bits 51 and 50 of an address lie in bits 9 and 8. */
    BITS_52_LPA2(52);

    private final int outputBits;

    DescriptorFormat(int outputBits) {
        this.outputBits = outputBits;
    }

    /**
     * The width of output addresses that it has room for.
     *
     * @return 48 or 52
     */
    public int outputBits() {
        return outputBits;
    }
}
