package dev.vmi4j.arch.amd64.paging;

import dev.vmi4j.core.address.Addresses;

/**
 * What a paging mode depends on beside CR0, CR4 and EFER. The {@linkplain #DEFAULT default} refuses nothing that some
 * CPU accepts.
 *
 * @param physicalWidth the number of guest physical address bits, 32 to 52 (CPUID 8000_0008, {@code MAXPHYADDR}): the
 *     address bits of an entry from there on are reserved
 * @param encryptionMask the bits of an entry that say that a page is encrypted (AMD SME and SEV: CPUID 8000_001F, one
 *     bit) or shared (Intel TDX): they are no address bits and not reserved; 0 for none
 * @param noExecute whether bit 63 of an entry forbids execution (EFER.NXE) rather than being reserved
 * @param gigabytePages whether the CPU has pages of 1 GiB (CPUID 8000_0001, {@code Page1GB}); where it has not, the
 *     page-size bit is reserved in the page directory pointer table
 */
public record Amd64PagingOptions(int physicalWidth, long encryptionMask, boolean noExecute, boolean gigabytePages) {
    /** 52 address bits, no encryption, no-execute bit and 1 GiB pages. */
    public static final Amd64PagingOptions DEFAULT = new Amd64PagingOptions(52, 0, true, true);

    /** Checks the ranges. */
    public Amd64PagingOptions {
        if (physicalWidth < 32 || physicalWidth > 52) {
            throw new IllegalArgumentException(
                    "a guest physical width of " + physicalWidth + " bits is not within 32..52");
        }
        if ((encryptionMask & ~Bits.range(32, 52)) != 0) {
            throw new IllegalArgumentException(
                    "encryption mask " + Addresses.hex(encryptionMask) + " has bits outside 32..51");
        }
    }

    /**
     * The same options with another width.
     *
     * @param bits the number of guest physical address bits, 32 to 52
     * @return a copy
     */
    public Amd64PagingOptions withPhysicalWidth(int bits) {
        return new Amd64PagingOptions(bits, encryptionMask, noExecute, gigabytePages);
    }

    /**
     * The same options with another encryption mask.
     *
     * @param mask the encryption bit of an entry, within bits 32 to 51; 0 for none
     * @return a copy
     */
    public Amd64PagingOptions withEncryptionMask(long mask) {
        return new Amd64PagingOptions(physicalWidth, mask, noExecute, gigabytePages);
    }

    /**
     * The same options with or without the no-execute bit.
     *
     * @param enabled false when bit 63 is reserved
     * @return a copy
     */
    public Amd64PagingOptions withNoExecute(boolean enabled) {
        return new Amd64PagingOptions(physicalWidth, encryptionMask, enabled, gigabytePages);
    }

    /**
     * The same options with or without 1 GiB pages.
     *
     * @param available false when the CPU lacks them
     * @return a copy
     */
    public Amd64PagingOptions withGigabytePages(boolean available) {
        return new Amd64PagingOptions(physicalWidth, encryptionMask, noExecute, available);
    }

    /** The bits of an entry that hold a guest physical address of 4 KiB alignment. */
    long address() {
        return Bits.range(12, physicalWidth) & ~encryptionMask;
    }

    /** The bits above the address, and bit 63 where it means nothing, that must be clear in an entry of 8 bytes. */
    long reserved() {
        long high = Bits.range(physicalWidth, 52) & ~encryptionMask;
        return noExecute ? high : high | Bits.NO_EXECUTE;
    }
}
