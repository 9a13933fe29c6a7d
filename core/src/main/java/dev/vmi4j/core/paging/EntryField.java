package dev.vmi4j.core.paging;

/**
 * A named field of a leaf's own bits, for showing: what the last entry says by itself, whatever the levels above it
 * allow. Each architecture lists its own.
 *
 * @param name lower case, words joined by {@code _}; for example {@code no_execute}
 * @param width 1 for a bit that is set or not, more for a number
 * @param description one sentence: what it means, and the manual's name of it
 * @param extractor takes it out of a leaf
 */
public record EntryField(String name, int width, String description, Extractor extractor) {
    /** Takes a field out of a leaf. */
    @FunctionalInterface
    public interface Extractor {
        /**
         * The value of the field.
         *
         * @param level the leaf's level, where the same field may lie at another place
         * @param leaf the raw leaf
         * @return unsigned; 0 or 1 for a field that is one bit wide
         */
        long extract(LevelLayout level, long leaf);
    }

    /**
     * A bit at the same place on every level.
     *
     * @param name lower case, words joined by {@code _}
     * @param bit its number
     * @param description one sentence
     * @return the field
     */
    public static EntryField bit(String name, int bit, String description) {
        return new EntryField(name, 1, description, (_, leaf) -> leaf >>> bit & 1);
    }

    /**
     * The value of the field in a leaf.
     *
     * @param mode the paging mode that the leaf belongs to
     * @param leaf a page that was found in that mode, or that no page table maps
     * @return unsigned; 0 for a page that no page table maps
     */
    public long of(PagingMode mode, Mapping leaf) {
        return mode.levels().isEmpty() ? 0 : extractor.extract(mode.layout(leaf.level()), leaf.entry());
    }
}
