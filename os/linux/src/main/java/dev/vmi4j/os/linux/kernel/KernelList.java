package dev.vmi4j.os.linux.kernel;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.table.TableNotes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * A circular list of {@code struct list_head}. The walk follows {@code next} and trusts a link only when the
 * neighbour's {@code prev} points back; where it breaks, the rest is collected from the other end by {@code prev}. It
 * ends after a bounded number of entries whatever the links say.
 */
public final class KernelList {
    private final GuestMemory memory;
    private final long head;
    private final int pointerSize;
    private final int limit;
    private final TableNotes notes;
    private final String name;

    private long[] entries = new long[64];
    private int count;

    private KernelList(GuestMemory memory, long head, int pointerSize, int limit, String name, TableNotes notes) {
        this.memory = memory;
        this.head = head;
        this.pointerSize = pointerSize;
        this.limit = limit;
        this.name = name;
        this.notes = notes;
    }

    /**
     * Walks a list.
     *
     * @param kernel whose memory holds it
     * @param head address of the list's head, which is no entry
     * @param limit the most entries to collect
     * @param name of the list, for notes
     * @param notes receives why the walk stopped early
     * @return the addresses of the {@code struct list_head} of each entry, in list order; those collected from the other
     *     end follow the gap
     */
    public static LongStream walk(Kernel kernel, long head, int limit, String name, TableNotes notes) {
        return walk(kernel.memory(), kernel.pointerSize(), head, limit, name, notes);
    }

    /**
     * Walks a list of which a part would say something wrong, such as a sum.
     *
     * @param kernel whose memory holds it
     * @param head address of the list's head, which is no entry
     * @param limit the most entries to collect
     * @param name of the list, for the error
     * @return the addresses of the {@code struct list_head} of each entry, in list order
     * @throws VmiException when the walk stopped early
     */
    public static LongStream whole(Kernel kernel, long head, int limit, String name) {
        TableNotes notes = new TableNotes();
        LongStream entries = walk(kernel, head, limit, name, notes);
        notes.all().stream().findFirst().ifPresent(note -> {
            throw new VmiException(note);
        });
        return entries;
    }

    static LongStream walk(GuestMemory memory, int pointerSize, long head, int limit, String name, TableNotes notes) {
        KernelList list = new KernelList(memory, head, pointerSize, limit, name, notes);
        list.collect();
        return Arrays.stream(list.entries, 0, list.count);
    }

    private void collect() {
        OptionalLong broken = forward();
        if (broken.isPresent()) {
            int before = count;
            backward();
            notes.add(name + ": the link from " + Addresses.hex(broken.getAsLong()) + " is broken after " + before
                    + " entries; " + (count - before) + " more were found from the other end");
        }
    }

    /** Follows {@code next}; answers the entry whose link is broken, or nothing when the list was closed. */
    private OptionalLong forward() {
        long at = head;
        while (count < limit) {
            OptionalLong next = neighbour(at, 0, pointerSize);
            if (next.isEmpty()) {
                return OptionalLong.of(at);
            }
            at = next.getAsLong();
            if (at == head) {
                return OptionalLong.empty();
            }
            add(at);
        }
        notes.add(name + ": stopped after " + limit + " entries");
        return OptionalLong.empty();
    }

    private void backward() {
        Set<Long> seen = new HashSet<>();
        Arrays.stream(entries, 0, count).forEach(seen::add);
        int first = count;
        long at = head;
        while (count < limit) {
            OptionalLong previous = neighbour(at, pointerSize, 0);
            if (previous.isEmpty() || previous.getAsLong() == head || !seen.add(previous.getAsLong())) {
                break;
            }
            at = previous.getAsLong();
            add(at);
        }
        reverse(first, count);
    }

    /**
     * The neighbour that a link leads to, when that one's opposite link leads back. Two entries whose links agree can
     * still form a cycle without the head only if a third link is broken, which the opposite check finds.
     */
    private OptionalLong neighbour(long entry, int link, int opposite) {
        try {
            long next = memory.readUnsigned(entry + link, pointerSize);
            return memory.readUnsigned(next + opposite, pointerSize) == entry
                    ? OptionalLong.of(next)
                    : OptionalLong.empty();
        } catch (VmiException _) {
            return OptionalLong.empty();
        }
    }

    private void add(long entry) {
        if (count == entries.length) {
            entries = Arrays.copyOf(entries, count * 2);
        }
        entries[count++] = entry;
    }

    private void reverse(int from, int to) {
        for (int i = from, j = to - 1; i < j; i++, j--) {
            long entry = entries[i];
            entries[i] = entries[j];
            entries[j] = entry;
        }
    }
}
