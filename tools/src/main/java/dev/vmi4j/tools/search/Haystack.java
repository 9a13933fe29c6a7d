package dev.vmi4j.tools.search;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.Mapping;
import dev.vmi4j.core.paging.MappingCursor;
import dev.vmi4j.core.table.TableNotes;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Where to look: a memory and the ranges of it, ascending. Neighbouring pages of an address space are one range, wherever
 * they lie in physical memory.
 */
public final class Haystack {
    private final GuestMemory memory;
    private final Function<TableNotes, Iterator<Range>> ranges;

    /** A range of addresses. */
    record Range(long start, long size) {}

    private Haystack(GuestMemory memory, Function<TableNotes, Iterator<Range>> ranges) {
        this.memory = memory;
        this.ranges = ranges;
    }

    /**
     * All physical memory.
     *
     * @param memory guest physical memory
     * @return where to look
     */
    public static Haystack physical(PhysicalMemory memory) {
        return new Haystack(
                memory, _ -> memory.ranges().stream().map(Haystack::range).iterator());
    }

    /**
     * What an address space maps.
     *
     * @param space the address space
     * @param wanted takes the first address of a page: the halves of an address space are searched apart
     * @return where to look
     */
    public static Haystack virtual(AddressSpace space, Predicate<Va> wanted) {
        return new Haystack(space, notes -> new Mapped(space.mappings(), wanted, notes));
    }

    /**
     * The memory.
     *
     * @return as given
     */
    public GuestMemory memory() {
        return memory;
    }

    Iterator<Range> ranges(TableNotes notes) {
        return ranges.apply(notes);
    }

    private static Range range(MemoryRange range) {
        return new Range(range.start(), range.size());
    }

    /** Joins neighbouring pages. */
    private static final class Mapped implements Iterator<Range> {
        private final MappingCursor cursor;
        private final Predicate<Va> wanted;
        private final TableNotes notes;
        private Optional<Mapping> ahead = Optional.empty();

        Mapped(MappingCursor cursor, Predicate<Va> wanted, TableNotes notes) {
            this.cursor = cursor;
            this.wanted = wanted;
            this.notes = notes;
            advance();
        }

        @Override
        public boolean hasNext() {
            return ahead.isPresent();
        }

        @Override
        public Range next() {
            Mapping first = ahead.orElseThrow(NoSuchElementException::new);
            long start = first.va().value();
            long end = start + first.size();
            advance();
            while (ahead.isPresent() && ahead.get().va().value() == end) {
                end += ahead.get().size();
                advance();
            }
            return new Range(start, end - start);
        }

        private void advance() {
            ahead = Optional.empty();
            while (ahead.isEmpty() && cursor.hasNext()) {
                ahead = Optional.of(cursor.next()).filter(mapping -> wanted.test(mapping.va()));
            }
            if (ahead.isEmpty()) {
                int lost = cursor.unreadable().size();
                if (lost > 0) {
                    notes.add(lost + " page tables could not be read, so what they map was not searched");
                }
            }
        }
    }
}
