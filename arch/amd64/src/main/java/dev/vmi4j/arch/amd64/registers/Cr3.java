package dev.vmi4j.arch.amd64.registers;

/**
 * CR3: translation root, process-context identifier and pointer masking (Intel SDM Vol. 3A, sections 2.5 and 4.5). The root itself depends on the paging mode, see Amd64Paging.
 *
 * @param value the raw value
 */
public record Cr3(long value) {
    private static final BitNames NAMES =
            BitNames.of().and("PWT", 3).and("PCD", 4).and("LAM_U57", 61).and("LAM_U48", 62);

    /**
     * Whether the root table is cached write-through; part of the PCID with CR4.PCIDE.
     *
     * @return bit 3, PWT
     */
    public boolean pwt() {
        return (value >>> 3 & 1) != 0;
    }

    /**
     * Whether the root table is not cached; part of the PCID with CR4.PCIDE.
     *
     * @return bit 4, PCD
     */
    public boolean pcd() {
        return (value >>> 4 & 1) != 0;
    }

    /**
     * Whether user pointers may carry metadata in bits 57 to 62.
     *
     * @return bit 61, LAM_U57
     */
    public boolean lamU57() {
        return (value >>> 61 & 1) != 0;
    }

    /**
     * Whether user pointers may carry metadata in bits 48 to 62.
     *
     * @return bit 62, LAM_U48
     */
    public boolean lamU48() {
        return (value >>> 62 & 1) != 0;
    }

    /**
     * The process-context identifier, which has a meaning with CR4.PCIDE.
     *
     * @return bits 0 to 11
     */
    public int pcid() {
        return (int) value & 0xfff;
    }

    /** The value in hexadecimal and the names of the bits that are set. */
    @Override
    public String toString() {
        return NAMES.describe(value);
    }
}
