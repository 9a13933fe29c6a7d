package dev.vmi4j.os.linux.frame;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.Mapping;
import dev.vmi4j.core.paging.MappingCursor;
import dev.vmi4j.core.table.TableNotes;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which address spaces map a frame, and where: a list for each frame that the guest has, in a few arrays. What does not
 * fit into its bound is left out, with a note.
 */
final class ReverseMap {
    private static final int MOST_FRAMES = 1 << 28;
    private static final int MOST_ENTRIES = 1 << 26;

    private final List<MemoryRange> ranges;
    private final int shift;
    private final int[] heads;
    private final TableNotes notes;
    private long[] addresses = new long[1 << 12];
    private int[] spaces = new int[1 << 12];
    private int[] nexts = new int[1 << 12];

    /** Entry 0 is the end of every list. */
    private int count = 1;

    /** Hears of a place where a frame is mapped. */
    @FunctionalInterface
    interface Visitor {
        void place(int space, long va);
    }

    ReverseMap(List<MemoryRange> ranges, int pageShift, TableNotes notes) {
        this.ranges = ranges;
        this.shift = pageShift;
        this.notes = notes;
        long frames = ranges.stream().mapToLong(range -> frames(range)).sum();
        if (frames > MOST_FRAMES) {
            throw new VmiException("the guest has " + frames + " frames, too many to tell whose each is");
        }
        this.heads = new int[(int) frames];
    }

    /** Adds what an address space maps. */
    void add(int space, AddressSpace memory, Predicate<Mapping> wanted) {
        MappingCursor cursor = memory.mappings();
        while (cursor.hasNext()) {
            Mapping mapping = cursor.next();
            if (wanted.test(mapping)) {
                add(space, mapping);
            }
        }
    }

    void visit(long pa, Visitor visitor) {
        int frame = frame(pa);
        for (int entry = frame < 0 ? 0 : heads[frame]; entry != 0; entry = nexts[entry]) {
            visitor.place(spaces[entry], addresses[entry] | pa & (1L << shift) - 1);
        }
    }

    private void add(int space, Mapping mapping) {
        for (long offset = 0; offset < mapping.size(); offset += 1L << shift) {
            int frame = frame(mapping.pa().value() + offset);
            if (frame >= 0) {
                add(frame, space, mapping.va().value() + offset);
            }
        }
    }

    private void add(int frame, int space, long va) {
        if (count == MOST_ENTRIES) {
            notes.add("only the first " + count + " mapped pages were looked at to tell whose memory is");
            return;
        }
        if (count == addresses.length) {
            addresses = Arrays.copyOf(addresses, count * 2);
            spaces = Arrays.copyOf(spaces, count * 2);
            nexts = Arrays.copyOf(nexts, count * 2);
        }
        addresses[count] = va;
        spaces[count] = space;
        nexts[count] = heads[frame];
        heads[frame] = count++;
    }

    /** The number of the frame among those that the guest has, or -1. */
    private int frame(long pa) {
        long before = 0;
        for (MemoryRange range : ranges) {
            if (pa < range.start()) {
                return -1;
            }
            if (pa < range.end()) {
                return (int) (before + (pa - (range.start() & -(1L << shift)) >>> shift));
            }
            before += frames(range);
        }
        return -1;
    }

    /** Counts the frames at both ends as whole ones. */
    private long frames(MemoryRange range) {
        return ((range.end() - 1 >>> shift) - (range.start() >>> shift)) + 1;
    }
}
