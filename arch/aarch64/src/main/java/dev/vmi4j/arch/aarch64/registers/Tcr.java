package dev.vmi4j.arch.aarch64.registers;

import dev.vmi4j.arch.aarch64.paging.Aarch64Granule;
import dev.vmi4j.arch.aarch64.paging.Aarch64PagingOptions;
import dev.vmi4j.arch.aarch64.paging.AddressHalf;
import dev.vmi4j.arch.aarch64.paging.DescriptorFormat;

/**
 * TCR_EL1: how the two halves of the address space are translated (Arm ARM, D24.2).
 *
 * @param value the raw value
 */
public record Tcr(long value) {
    private static final BitNames NAMES = BitNames.of()
            .and("T0SZ", 0, 6)
            .and("EPD0", 7)
            .and("IRGN0", 8, 2)
            .and("ORGN0", 10, 2)
            .and("SH0", 12, 2)
            .and("TG0", 14, 2)
            .and("T1SZ", 16, 6)
            .and("A1", 22)
            .and("EPD1", 23)
            .and("IRGN1", 24, 2)
            .and("ORGN1", 26, 2)
            .and("SH1", 28, 2)
            .and("TG1", 30, 2)
            .and("IPS", 32, 3)
            .and("AS", 36)
            .and("TBI0", 37)
            .and("TBI1", 38)
            .and("HA", 39)
            .and("HD", 40)
            .and("HPD0", 41)
            .and("HPD1", 42)
            .and("TBID0", 51)
            .and("TBID1", 52)
            .and("NFD0", 53)
            .and("NFD1", 54)
            .and("E0PD0", 55)
            .and("E0PD1", 56)
            .and("TCMA0", 57)
            .and("TCMA1", 58)
            .and("DS", 59)
            .and("MTX0", 60)
            .and("MTX1", 61);

    /**
     * 64 less the number of address bits that TTBR0 translates.
     *
     * @return bits 5 to 0, T0SZ
     */
    public int t0sz() {
        return (int) (value & 0x3fL);
    }

    /**
     * Whether walks of TTBR0 are off.
     *
     * @return bit 7, EPD0
     */
    public boolean epd0() {
        return (value >>> 7 & 1) != 0;
    }

    /**
     * Inner cacheability of the walks of TTBR0.
     *
     * @return bits 9 to 8, IRGN0
     */
    public int irgn0() {
        return (int) (value >>> 8 & 0x3L);
    }

    /**
     * Outer cacheability of the walks of TTBR0.
     *
     * @return bits 11 to 10, ORGN0
     */
    public int orgn0() {
        return (int) (value >>> 10 & 0x3L);
    }

    /**
     * Shareability of the walks of TTBR0.
     *
     * @return bits 13 to 12, SH0
     */
    public int sh0() {
        return (int) (value >>> 12 & 0x3L);
    }

    /**
     * The granule of TTBR0: 0 for 4K, 1 for 64K, 2 for 16K.
     *
     * @return bits 15 to 14, TG0
     */
    public int tg0() {
        return (int) (value >>> 14 & 0x3L);
    }

    /**
     * 64 less the number of address bits that TTBR1 translates.
     *
     * @return bits 21 to 16, T1SZ
     */
    public int t1sz() {
        return (int) (value >>> 16 & 0x3fL);
    }

    /**
     * Whether the address space identifier is in TTBR1 rather than in TTBR0.
     *
     * @return bit 22, A1
     */
    public boolean a1() {
        return (value >>> 22 & 1) != 0;
    }

    /**
     * Whether walks of TTBR1 are off.
     *
     * @return bit 23, EPD1
     */
    public boolean epd1() {
        return (value >>> 23 & 1) != 0;
    }

    /**
     * Inner cacheability of the walks of TTBR1.
     *
     * @return bits 25 to 24, IRGN1
     */
    public int irgn1() {
        return (int) (value >>> 24 & 0x3L);
    }

    /**
     * Outer cacheability of the walks of TTBR1.
     *
     * @return bits 27 to 26, ORGN1
     */
    public int orgn1() {
        return (int) (value >>> 26 & 0x3L);
    }

    /**
     * Shareability of the walks of TTBR1.
     *
     * @return bits 29 to 28, SH1
     */
    public int sh1() {
        return (int) (value >>> 28 & 0x3L);
    }

    /**
     * The granule of TTBR1: 1 for 16K, 2 for 4K, 3 for 64K.
     *
     * @return bits 31 to 30, TG1
     */
    public int tg1() {
        return (int) (value >>> 30 & 0x3L);
    }

    /**
     * The width of output addresses: 32, 36, 40, 42, 44, 48, 52, 56 bits.
     *
     * @return bits 34 to 32, IPS
     */
    public int ips() {
        return (int) (value >>> 32 & 0x7L);
    }

    /**
     * Whether address space identifiers have 16 bits rather than 8.
     *
     * @return bit 36, AS
     */
    public boolean as() {
        return (value >>> 36 & 1) != 0;
    }

    /**
     * Whether the top byte of an address of TTBR0 is ignored.
     *
     * @return bit 37, TBI0
     */
    public boolean tbi0() {
        return (value >>> 37 & 1) != 0;
    }

    /**
     * Whether the top byte of an address of TTBR1 is ignored.
     *
     * @return bit 38, TBI1
     */
    public boolean tbi1() {
        return (value >>> 38 & 1) != 0;
    }

    /**
     * Whether hardware sets the access flag.
     *
     * @return bit 39, HA
     */
    public boolean ha() {
        return (value >>> 39 & 1) != 0;
    }

    /**
     * Whether hardware manages the dirty state.
     *
     * @return bit 40, HD
     */
    public boolean hd() {
        return (value >>> 40 & 1) != 0;
    }

    /**
     * Whether table descriptors of TTBR0 restrict nothing.
     *
     * @return bit 41, HPD0
     */
    public boolean hpd0() {
        return (value >>> 41 & 1) != 0;
    }

    /**
     * Whether table descriptors of TTBR1 restrict nothing.
     *
     * @return bit 42, HPD1
     */
    public boolean hpd1() {
        return (value >>> 42 & 1) != 0;
    }

    /**
     * Whether TBI0 holds for data alone.
     *
     * @return bit 51, TBID0
     */
    public boolean tbid0() {
        return (value >>> 51 & 1) != 0;
    }

    /**
     * Whether TBI1 holds for data alone.
     *
     * @return bit 52, TBID1
     */
    public boolean tbid1() {
        return (value >>> 52 & 1) != 0;
    }

    /**
     * Whether non-fault accesses of EL0 by TTBR0 fail.
     *
     * @return bit 53, NFD0
     */
    public boolean nfd0() {
        return (value >>> 53 & 1) != 0;
    }

    /**
     * Whether non-fault accesses of EL0 by TTBR1 fail.
     *
     * @return bit 54, NFD1
     */
    public boolean nfd1() {
        return (value >>> 54 & 1) != 0;
    }

    /**
     * Whether EL0 may not access the lower half.
     *
     * @return bit 55, E0PD0
     */
    public boolean e0pd0() {
        return (value >>> 55 & 1) != 0;
    }

    /**
     * Whether EL0 may not access the upper half.
     *
     * @return bit 56, E0PD1
     */
    public boolean e0pd1() {
        return (value >>> 56 & 1) != 0;
    }

    /**
     * Whether accesses of the lower half with tag 0 are not checked.
     *
     * @return bit 57, TCMA0
     */
    public boolean tcma0() {
        return (value >>> 57 & 1) != 0;
    }

    /**
     * Whether accesses of the upper half with tag 15 are not checked.
     *
     * @return bit 58, TCMA1
     */
    public boolean tcma1() {
        return (value >>> 58 & 1) != 0;
    }

    /**
     * Whether descriptors of 4K and 16K have 52-bit addresses (FEAT_LPA2).
     *
     * @return bit 59, DS
     */
    public boolean ds() {
        return (value >>> 59 & 1) != 0;
    }

    /**
     * Whether tags of the lower half are in bits 59 to 56 alone.
     *
     * @return bit 60, MTX0
     */
    public boolean mtx0() {
        return (value >>> 60 & 1) != 0;
    }

    /**
     * Whether tags of the upper half are in bits 59 to 56 alone.
     *
     * @return bit 61, MTX1
     */
    public boolean mtx1() {
        return (value >>> 61 & 1) != 0;
    }

    /** The widths of output addresses by IPS. */
    private static final int[] PHYSICAL_BITS = {32, 36, 40, 42, 44, 48, 52, 56};

    private static final int NARROWEST = 39;
    private static final int WIDEST = 16;
    private static final int WIDEST_52 = 12;

    /**
     * The granule of a half.
     *
     * @param half the half of the address space
     * @return the granule; that of a reserved value is 4K
     */
    public Aarch64Granule granule(AddressHalf half) {
        return switch (half) {
            case LOWER ->
                switch (tg0()) {
                    case 1 -> Aarch64Granule.SIZE_64K;
                    case 2 -> Aarch64Granule.SIZE_16K;
                    default -> Aarch64Granule.SIZE_4K;
                };
            case UPPER ->
                switch (tg1()) {
                    case 1 -> Aarch64Granule.SIZE_16K;
                    case 3 -> Aarch64Granule.SIZE_64K;
                    default -> Aarch64Granule.SIZE_4K;
                };
        };
    }

    /**
     * The number of address bits that are translated in a half.
     *
     * @param half the half of the address space
     * @return 64 less T0SZ or T1SZ, kept within what the granule and the descriptors allow as the CPU does
     */
    public int addressBits(AddressHalf half) {
        int size = half == AddressHalf.LOWER ? t0sz() : t1sz();
        boolean wide = granule(half) == Aarch64Granule.SIZE_64K || ds();
        return Long.SIZE - Math.clamp(size, wide ? WIDEST_52 : WIDEST, NARROWEST);
    }

    /**
     * The format of the descriptors of a half.
     *
     * @param half the half of the address space
     * @return by DS, and by IPS with the 64K granule
     */
    public DescriptorFormat format(AddressHalf half) {
        if (granule(half) == Aarch64Granule.SIZE_64K) {
            return physicalBits() > 48 ? DescriptorFormat.BITS_52_LPA : DescriptorFormat.BITS_48;
        }
        return ds() ? DescriptorFormat.BITS_52_LPA2 : DescriptorFormat.BITS_48;
    }

    /**
     * The width of output addresses.
     *
     * @return 32 to 56 bits, by IPS
     */
    public int physicalBits() {
        return PHYSICAL_BITS[ips()];
    }

    /**
     * How a half is translated.
     *
     * @param half the half of the address space
     * @return what decides over its paging mode
     */
    public Aarch64PagingOptions options(AddressHalf half) {
        DescriptorFormat format = format(half);
        boolean lower = half == AddressHalf.LOWER;
        return new Aarch64PagingOptions(
                granule(half),
                half,
                addressBits(half),
                (lower ? tbi0() : tbi1()) ? Byte.SIZE : 0,
                format,
                Math.min(physicalBits(), format.outputBits()),
                !(lower ? hpd0() : hpd1()));
    }

    /** The value in hexadecimal and the names of what is set. */
    @Override
    public String toString() {
        return NAMES.describe(value);
    }
}
