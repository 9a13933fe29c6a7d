package dev.vmi4j.arch.aarch64.paging;

import dev.vmi4j.arch.aarch64.Aarch64PageTableLevel;

/**
 * What decides over the translation of one half of the address space; TCR_EL1 says it all. Begin with {@link #of}.
 *
 * @param granule the granule (TG0, TG1)
 * @param half the half of the address space
 * @param addressBits the number of translated address bits: 64 less T0SZ or T1SZ
 * @param ignoredBits the number of top bits that are ignored: 8 with TBI0 or TBI1, for tagged addresses
 * @param format the format of descriptors (DS; IPS with the 64K granule)
 * @param physicalBits the width of guest physical addresses (IPS); higher bits in a descriptor are a fault
 * @param hierarchical whether table descriptors restrict what lies below (not HPD0 or HPD1)
 */
public record Aarch64PagingOptions(
        Aarch64Granule granule,
        AddressHalf half,
        int addressBits,
        int ignoredBits,
        DescriptorFormat format,
        int physicalBits,
        boolean hierarchical) {
    private static final int FEWEST_BITS = 16;
    private static final int TOP_BYTE = 8;

    /** Checks what belongs together. */
    public Aarch64PagingOptions {
        Aarch64PageTableLevel widest = granule.levels().getFirst();
        int most = Math.min(mostBits(granule, format), granule.shift(widest) + granule.indexBits());
        if (addressBits < FEWEST_BITS || addressBits > most || addressBits <= granule.pageShift()) {
            throw new IllegalArgumentException(
                    addressBits + " address bits with the " + granule + " granule and " + format);
        }
        if (ignoredBits != 0 && ignoredBits != TOP_BYTE) {
            throw new IllegalArgumentException(ignoredBits + " ignored bits are neither 0 nor 8");
        }
        if (physicalBits < 32 || physicalBits > format.outputBits()) {
            throw new IllegalArgumentException(physicalBits + " physical bits do not fit into " + format);
        }
        boolean lpa = format == DescriptorFormat.BITS_52_LPA;
        if (format != DescriptorFormat.BITS_48 && lpa != (granule == Aarch64Granule.SIZE_64K)) {
            throw new IllegalArgumentException(format + " is no format of the " + granule + " granule");
        }
    }

    /** 52 bits with the 64K granule need no wide descriptors (FEAT_LVA), with the others they do. */
    private static int mostBits(Aarch64Granule granule, DescriptorFormat format) {
        return granule == Aarch64Granule.SIZE_64K || format == DescriptorFormat.BITS_52_LPA2 ? 52 : 48;
    }

    /**
     * The usual options: tags are ignored in the lower half, tables restrict, and physical addresses are as wide as
     * descriptors have room for.
     *
     * @param granule the granule
     * @param half the half of the address space
     * @param addressBits the number of translated address bits
     * @param format the format of descriptors
     * @return the options
     */
    public static Aarch64PagingOptions of(
            Aarch64Granule granule, AddressHalf half, int addressBits, DescriptorFormat format) {
        int ignored = half == AddressHalf.LOWER ? TOP_BYTE : 0;
        return new Aarch64PagingOptions(granule, half, addressBits, ignored, format, format.outputBits(), true);
    }

    /**
     * The same options for the other or the same half, tags as {@link #of} has them.
     *
     * @param other the half
     * @return a copy
     */
    public Aarch64PagingOptions withHalf(AddressHalf other) {
        int ignored = other == AddressHalf.LOWER ? TOP_BYTE : 0;
        return new Aarch64PagingOptions(granule, other, addressBits, ignored, format, physicalBits, hierarchical);
    }

    /**
     * The same options with top bits ignored or not.
     *
     * @param bits 0 or 8
     * @return a copy
     */
    public Aarch64PagingOptions withIgnoredBits(int bits) {
        return new Aarch64PagingOptions(granule, half, addressBits, bits, format, physicalBits, hierarchical);
    }

    /**
     * The same options with a width of physical addresses.
     *
     * @param bits at most what the format has room for
     * @return a copy
     */
    public Aarch64PagingOptions withPhysicalBits(int bits) {
        return new Aarch64PagingOptions(granule, half, addressBits, ignoredBits, format, bits, hierarchical);
    }

    /**
     * The same options with tables that restrict or do not.
     *
     * @param restrict whether they do
     * @return a copy
     */
    public Aarch64PagingOptions withHierarchical(boolean restrict) {
        return new Aarch64PagingOptions(granule, half, addressBits, ignoredBits, format, physicalBits, restrict);
    }
}
