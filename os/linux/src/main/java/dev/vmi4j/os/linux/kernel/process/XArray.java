package dev.vmi4j.os.linux.kernel.process;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.stream.LongStream;

/**
 * An array of pointers by number, {@code struct xarray}, on which {@code struct idr} is built too: a tree whose inner
 * nodes are marked by their lowest bits. Each level must lie nearer to the leaves than the one above, so that a walk over
 * damaged nodes ends.
 */
public final class XArray {
    /** {@code xa_is_internal}: the two lowest bits; small values are no nodes but marks for iterators. */
    private static final long INTERNAL = 2;

    private static final long KIND = 3;
    private static final long SMALLEST_NODE = 4096;

    private final Kernel kernel;
    private final Field shift;
    private final Field slots;
    private final int limit;
    private final String name;
    private final TableNotes notes;
    private int visited;

    private XArray(Kernel kernel, int limit, String name, TableNotes notes) {
        this.kernel = kernel;
        this.limit = limit;
        this.name = name;
        this.notes = notes;
        StructLayout node = StructLayout.of(kernel.requireTypes(), "xa_node");
        shift = node.field("shift");
        slots = node.field("slots");
    }

    /**
     * Walks an array.
     *
     * @param kernel whose memory holds it
     * @param head the value of its {@code xa_head}
     * @param limit the most entries and nodes to visit
     * @param name of the array, for notes
     * @param notes receives why the walk stopped early, and which nodes could not be read
     * @return the entries that are pointers, in the order of their numbers, lazily
     */
    public static LongStream entries(Kernel kernel, long head, int limit, String name, TableNotes notes) {
        return new XArray(kernel, limit, name, notes).below(head, Long.SIZE);
    }

    /** The entries that a slot leads to. */
    private LongStream below(long entry, long above) {
        if (entry == 0) {
            return LongStream.empty();
        }
        if (visited++ >= limit) {
            notes.add(name + ": stopped after " + limit + " entries");
            return LongStream.empty();
        }
        boolean internal = (entry & KIND) == INTERNAL;
        if (!internal) {
            return (entry & KIND) == 0 ? LongStream.of(entry) : LongStream.empty();
        }
        return Long.compareUnsigned(entry, SMALLEST_NODE) > 0 ? node(entry - INTERNAL, above) : LongStream.empty();
    }

    private LongStream node(long address, long above) {
        try {
            long level = shift.read(kernel.memory(), address);
            if (level >= above) {
                notes.add(name + ": the node at " + Addresses.hex(address) + " is damaged; what it leads to is left out");
                return LongStream.empty();
            }
            return LongStream.of(slots(address)).flatMap(slot -> below(slot, level));
        } catch (VmiException e) {
            notes.add(name + ": the node at " + Addresses.hex(address) + " could not be read: " + e.getMessage());
            return LongStream.empty();
        }
    }

    private long[] slots(long address) {
        int size = kernel.pointerSize();
        return LongStream.range(0, slots.size() / size)
                .map(slot -> kernel.memory().readUnsigned(address + slots.offset() + slot * size, size))
                .toArray();
    }
}
