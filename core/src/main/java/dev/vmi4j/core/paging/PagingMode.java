package dev.vmi4j.core.paging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A paging mode as data: its levels from the root down, the size of an entry, which addresses are canonical, and how
 * rights add up. Architectures define values of it; {@link AddressSpace} has the one walk that serves them all. A mode
 * without levels translates every address to itself.
 */
public final class PagingMode {
    private final String name;
    private final List<LevelLayout> levels;
    private final int entryShift;
    private final int pageShift;
    private final long tableAlignment;
    private final CanonicalRule canonical;
    private final AttributeRule attributes;
    private @Nullable TableWalk walk;

    /**
     * Defines a mode.
     *
     * @param name what the architecture calls it
     * @param levels from the root down; empty for no paging
     * @param entrySize 4 or 8 bytes
     * @param pageShift base-2 logarithm of the smallest page
     * @param rootAlignment what a root is a multiple of, in bytes
     * @param canonical which addresses can be translated
     * @param attributes how rights add up
     */
    public PagingMode(
            String name,
            List<LevelLayout> levels,
            int entrySize,
            int pageShift,
            long rootAlignment,
            CanonicalRule canonical,
            AttributeRule attributes) {
        if (entrySize != 4 && entrySize != 8) {
            throw new IllegalArgumentException("entry size " + entrySize + " is not 4 or 8 bytes");
        }
        this.name = name;
        this.levels = List.copyOf(levels);
        this.entryShift = entrySize == 8 ? 3 : 2;
        this.pageShift = pageShift;
        this.tableAlignment = rootAlignment;
        this.canonical = canonical;
        this.attributes = attributes;
        if (levels.size() > WalkPlan.LEVELS) {
            throw new IllegalArgumentException("paging mode " + name + " has more than " + WalkPlan.LEVELS + " levels");
        }
        requireContiguous();
        requireLeavesAtTheEnd();
        requireBitsOfEntries();
    }

    /**
     * What the architecture calls the mode.
     *
     * @return for example {@code 4-level}
     */
    public String name() {
        return name;
    }

    /**
     * The levels from the root down.
     *
     * @return empty for no paging
     */
    public List<LevelLayout> levels() {
        return levels;
    }

    /**
     * The size of a page table entry.
     *
     * @return 4 or 8 bytes
     */
    public int entrySize() {
        return 1 << entryShift;
    }

    /**
     * The size of the smallest page.
     *
     * @return base-2 logarithm of the size in bytes
     */
    public int pageShift() {
        return pageShift;
    }

    /**
     * What a translation root is a multiple of.
     *
     * @return in bytes
     */
    public long rootAlignment() {
        return tableAlignment;
    }

    /**
     * Which addresses can be translated.
     *
     * @return the rule
     */
    public CanonicalRule canonical() {
        return canonical;
    }

    /**
     * How rights add up.
     *
     * @return the rule
     */
    public AttributeRule attributeRule() {
        return attributes;
    }

    /**
     * The layout of a level.
     *
     * @param level a level of this mode's architecture
     * @return its layout
     * @throws IllegalArgumentException when this mode does not have the level
     */
    public LevelLayout layout(PageTableLevel level) {
        for (LevelLayout layout : levels) {
            if (layout.level().equals(level)) {
                return layout;
            }
        }
        throw new IllegalArgumentException("paging mode " + name + " has no level " + level.name());
    }

    /** The name of the mode. */
    @Override
    public String toString() {
        return name;
    }

    /** The walk through tables of this mode, compiled when first asked for. */
    synchronized TableWalk walk() {
        TableWalk known = walk;
        if (known == null) {
            known = TableWalk.of(this);
            walk = known;
        }
        return known;
    }

    private void requireLeavesAtTheEnd() {
        if (!levels.isEmpty() && !levels.getLast().isLeaf(levels.getLast().present())) {
            throw new IllegalArgumentException("paging mode " + name + ": its last level leads to further tables");
        }
    }

    /** The walk reads beyond a short entry and trusts the masks to leave that out. */
    private void requireBitsOfEntries() {
        for (LevelLayout level : levels) {
            long used = level.present()
                    | level.reserved()
                    | level.leafTest()
                    | level.leafReserved()
                    | level.table()
                    | level.leaf()
                    | level.tableHigh()
                    | level.leafHigh();
            if (entryShift == 2 && used >>> Integer.SIZE != 0) {
                throw new IllegalArgumentException("paging mode " + name + ": level "
                        + level.level().name() + " has bits beyond its 4-byte entries");
            }
        }
    }

    private void requireContiguous() {
        for (int i = 1; i < levels.size(); i++) {
            LevelLayout upper = levels.get(i - 1);
            LevelLayout lower = levels.get(i);
            if (lower.shift() + lower.indexBits() != upper.shift()) {
                throw new IllegalArgumentException("paging mode " + name + ": level "
                        + lower.level().name() + " does not end where "
                        + upper.level().name() + " begins");
            }
        }
    }
}
