package dev.vmi4j.arch.aarch64.paging;

import dev.vmi4j.arch.aarch64.Aarch64PageTableLevel;
import java.util.List;

/** The translation granule: the size of pages and of tables (Arm ARM, D8.2). */
public enum Aarch64Granule {
    /** Pages of 4 KiB, 9 index bits for each level. */
    SIZE_4K(12, "4K"),
    /** Pages of 16 KiB, 11 index bits for each level. */
    SIZE_16K(14, "16K"),
    /** Pages of 64 KiB, 13 index bits for each level. */
    SIZE_64K(16, "64K");

    private static final int ENTRY_SHIFT = 3;
    private static final List<Aarch64PageTableLevel> LEVELS = List.of(Aarch64PageTableLevel.values());

    private final int pageShift;
    private final String text;

    Aarch64Granule(int pageShift, String text) {
        this.pageShift = pageShift;
        this.text = text;
    }

    /**
     * The page shift.
     *
     * @return base-2 logarithm of the page size
     */
    public int pageShift() {
        return pageShift;
    }

    /**
     * The number of address bits that index a full table.
     *
     * @return 9, 11 or 13
     */
    public int indexBits() {
        return pageShift - ENTRY_SHIFT;
    }

    /**
     * The levels that the granule can have.
     *
     * @return from the root of the widest addresses down
     */
    public List<Aarch64PageTableLevel> levels() {
        return switch (this) {
            case SIZE_4K -> LEVELS;
            case SIZE_16K -> LEVELS.subList(1, LEVELS.size());
            case SIZE_64K -> LEVELS.subList(2, LEVELS.size());
        };
    }

    /**
     * The lowest address bit that indexes a level.
     *
     * @param level a level of this granule
     * @return its shift: 12, 21, 30, 39, 48 with 4K
     */
    public int shift(Aarch64PageTableLevel level) {
        return pageShift + (LEVELS.size() - 1 - LEVELS.indexOf(level)) * indexBits();
    }

    /**
     * Whether an entry of a level may be a block or a page.
     *
     * @param level a level of this granule
     * @param format the format of the descriptors
     * @return true when it may (Arm ARM, D8.3.1)
     */
    public boolean hasLeaves(Aarch64PageTableLevel level, DescriptorFormat format) {
        boolean wide = format != DescriptorFormat.BITS_48;
        return switch (level) {
            case LEVEL_MINUS_1 -> false;
            case LEVEL_0 -> this == SIZE_4K && wide;
            case LEVEL_1 -> this == SIZE_4K || wide;
            case LEVEL_2, LEVEL_3 -> true;
        };
    }

    /** Its size, as the manual writes it. */
    @Override
    public String toString() {
        return text;
    }
}
