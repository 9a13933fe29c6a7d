package dev.vmi4j.core.paging;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Enumerates the pages that an address space maps, in ascending index order, lazily; whole subtrees without a present
 * entry are skipped at their level. Tables that the source lacks are collected in {@link #unreadable()}, entries with
 * reserved bits set in {@link #malformed()}. Not thread-safe.
 */
public final class MappingCursor implements Iterator<Mapping> {
    /** The most tables visited unless told otherwise; a guest that maps 2 TiB in 4 KiB pages has as many. */
    public static final long DEFAULT_TABLE_LIMIT = 1L << 20;

    private static final int COLLECTED_LIMIT = 10_000;

    /**
     * A part of the address space that could not be enumerated.
     *
     * @param va first virtual address it would have covered
     * @param size in bytes
     * @param address guest physical address of the table that is missing or of the entry that is malformed
     */
    public record Gap(Va va, long size, Pa address) {}

    private final AddressSpace space;
    private final PagingMode mode;
    private final LevelLayout[] levels;
    private final long tableLimit;
    private final long[] tables;
    private final int[] indices;
    private final long[] inherited;
    private final long[] bases;
    private final List<Gap> unreadable = new ArrayList<>();
    private final List<Gap> malformed = new ArrayList<>();
    private int depth;
    private long visited;
    private @Nullable Mapping next;

    MappingCursor(AddressSpace space, long tableLimit) {
        this.space = space;
        this.mode = space.mode();
        this.levels = mode.levels().toArray(LevelLayout[]::new);
        this.tableLimit = tableLimit;
        this.tables = new long[levels.length];
        this.indices = new int[levels.length];
        this.inherited = new long[levels.length];
        this.bases = new long[levels.length];
        this.depth = -1;
        if (levels.length > 0) {
            begin();
        }
    }

    /**
     * Whether there is another mapping.
     *
     * @return false at the end
     * @throws WalkLimitException when the tables visited exceed the limit
     */
    @Override
    public boolean hasNext() {
        if (next == null) {
            next = advance();
        }
        return next != null;
    }

    /**
     * The next mapping.
     *
     * @return the mapping
     * @throws WalkLimitException when the tables visited exceed the limit
     */
    @Override
    public Mapping next() {
        Mapping mapping = next == null ? advance() : next;
        if (mapping == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return mapping;
    }

    /**
     * The remaining mappings as a stream.
     *
     * @return a sequential, ordered stream over this cursor
     */
    public Stream<Mapping> stream() {
        int traits = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, traits), false);
    }

    /**
     * The parts whose tables the source lacks, as far as the cursor has come; at most 10 000 are kept.
     *
     * @return ascending, but for what the source lacks of the end of a table, which comes first
     */
    public List<Gap> unreadable() {
        return List.copyOf(unreadable);
    }

    /**
     * The present entries with reserved bits set, as far as the cursor has come; at most 10 000 are kept.
     *
     * @return in ascending order
     */
    public List<Gap> malformed() {
        return List.copyOf(malformed);
    }

    private void begin() {
        long root = space.rawRoot();
        if (!enter(root, 0, -1L)) {
            unreadable.add(new Gap(
                    new Va(mode.canonical().canonical(0)), levels[0].size() << levels[0].indexBits(), new Pa(root)));
        }
    }

    private @Nullable Mapping advance() {
        while (depth >= 0) {
            LevelLayout level = levels[depth];
            int index = indices[depth]++;
            if (index == level.entries()) {
                depth--;
                continue;
            }
            Mapping found = examine(level, index);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable Mapping examine(LevelLayout level, int index) {
        long address = tables[depth] + (long) index * mode.entrySize();
        long entry = space.entryOrZero(address);
        if (!level.isPresent(entry)) {
            return null;
        }
        long va = bases[depth] | (long) index << level.shift();
        if (level.violations(entry) != 0) {
            collect(malformed, level, va, address);
            return null;
        }
        if (level.isLeaf(entry)) {
            return Mappings.leaf(mode, level, va, entry, inherited[depth]);
        }
        descend(level, va, entry);
        return null;
    }

    private void descend(LevelLayout level, long va, long entry) {
        long table = level.tableAddress(entry);
        if (!enter(table, va, mode.attributeRule().inherit(inherited[depth], entry))) {
            collect(unreadable, level, va, table);
        }
    }

    /** Goes down to a table; false when the source lacks it. */
    private boolean enter(long table, long base, long allowed) {
        LevelLayout level = levels[depth + 1];
        long bytes = (long) level.entries() * mode.entrySize();
        long held = space.physicalMemory().readable(table, bytes);
        if (held == 0) {
            return false;
        }
        if (++visited > tableLimit) {
            throw new WalkLimitException(space.root(), tableLimit);
        }
        depth++;
        tables[depth] = table;
        indices[depth] = 0;
        inherited[depth] = allowed;
        bases[depth] = base;
        if (held < bytes) {
            collectMissingEnd(level, held);
        }
        return true;
    }

    /** What of a table lies behind the part that the source holds: at the end of a truncated image. */
    private void collectMissingEnd(LevelLayout level, long held) {
        long first = held / mode.entrySize();
        if (unreadable.size() < COLLECTED_LIMIT) {
            Va va = new Va(mode.canonical().canonical(bases[depth] | first << level.shift()));
            unreadable.add(new Gap(va, level.entries() - first << level.shift(), new Pa(tables[depth] + held)));
        }
    }

    private void collect(List<Gap> gaps, LevelLayout level, long va, long address) {
        if (gaps.size() < COLLECTED_LIMIT) {
            gaps.add(new Gap(new Va(mode.canonical().canonical(va)), level.size(), new Pa(address)));
        }
    }
}
