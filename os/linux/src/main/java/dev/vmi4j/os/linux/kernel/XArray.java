package dev.vmi4j.os.linux.kernel;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A sparse array: {@code struct xarray}, also inside a {@code struct idr}, made of {@code struct xa_node}s. The walk
 * visits every node once, goes down only to nodes of a smaller shift, and passes over a branch that cannot be read.
 */
public final class XArray {
    /** The two low bits of an entry that is the array's own: a node, or one of a few small numbers. */
    private static final long INTERNAL = 2;

    private static final long TAG = 3;
    private static final long LAST_RESERVED = 4096;

    /** Nodes have up to 64 slots. */
    private static final int MAX_SLOTS = 1024;

    private final GuestMemory memory;
    private final Layout layout;
    private final int limit;
    private final String name;
    private final TableNotes notes;

    private final List<Entry> found = new ArrayList<>();
    private final Set<Long> seen = new HashSet<>();
    private final Deque<Place> pending = new ArrayDeque<>();

    private record Place(long entry, long index, int shift) {}

    private XArray(GuestMemory memory, Layout layout, int limit, String name, TableNotes notes) {
        this.memory = memory;
        this.layout = layout;
        this.limit = limit;
        this.name = name;
        this.notes = notes;
    }

    /**
     * An entry.
     *
     * @param index where it is stored
     * @param value what is stored: a pointer, or a number with its lowest bit set
     */
    public record Entry(long index, long value) {}

    /**
     * Where the fields of {@code struct xa_node} lie.
     *
     * @param shift offset of {@code shift}, a byte
     * @param slots offset of {@code slots}
     * @param count the number of slots, a power of two
     * @param pointerSize in bytes
     */
    public record Layout(long shift, long slots, int count, int pointerSize) {
        /**
         * The layout of a kernel.
         *
         * @param types its types
         * @return the layout
         */
        public static Layout of(TypeCatalog types) {
            StructLayout node = StructLayout.of(types, "xa_node");
            Field slots = node.field("slots");
            int count = (int) Math.min(slots.size() / types.pointerSize(), MAX_SLOTS);
            return new Layout(node.offset("shift"), slots.offset(), count, types.pointerSize());
        }
    }

    /**
     * Walks an array.
     *
     * @param memory where it lies
     * @param layout of its nodes
     * @param head what {@code xarray.xa_head} holds; 0 for an empty array
     * @param limit the most entries and the most nodes to visit
     * @param name of the array, for notes
     * @param notes receives why the walk stopped early
     * @return ascending by index
     */
    public static List<Entry> walk(
            GuestMemory memory, Layout layout, long head, int limit, String name, TableNotes notes) {
        XArray array = new XArray(memory, layout, limit, name, notes);
        if (head != 0) {
            array.pending.push(new Place(head, 0, Long.SIZE));
            array.collect();
        }
        return List.copyOf(array.found);
    }

    private void collect() {
        while (!pending.isEmpty()) {
            if (found.size() >= limit || seen.size() >= limit) {
                notes.add(name + ": stopped after " + found.size() + " entries in " + seen.size() + " nodes");
                return;
            }
            Place place = pending.pop();
            if (isNode(place.entry())) {
                descend(place, place.entry() - INTERNAL);
            } else if ((place.entry() & TAG) != INTERNAL) {
                found.add(new Entry(place.index(), place.entry()));
            }
        }
    }

    private static boolean isNode(long entry) {
        return (entry & TAG) == INTERNAL && Long.compareUnsigned(entry, LAST_RESERVED) > 0;
    }

    private void descend(Place place, long node) {
        if (!seen.add(node)) {
            notes.add(name + ": the node " + Addresses.hex(node) + " was reached twice");
            return;
        }
        try {
            int shift = memory.readByte(node + layout.shift()) & 0xff;
            if (shift >= place.shift()) {
                throw new VmiException("its shift is " + shift + " below one of " + place.shift());
            }
            push(place.index(), node, shift);
        } catch (VmiException e) {
            notes.add(name + ": the node " + Addresses.hex(node) + " is left out: " + e.getMessage());
        }
    }

    /** Stacks the slots of a node, the last first. */
    private void push(long index, long node, int shift) {
        byte[] slots = memory.readBytes(node + layout.slots(), layout.count() * layout.pointerSize());
        for (int i = layout.count() - 1; i >= 0; i--) {
            long entry = entry(slots, i);
            if (entry != 0) {
                pending.push(new Place(entry, index + ((long) i << shift), shift));
            }
        }
    }

    private long entry(byte[] slots, int slot) {
        long entry = 0;
        for (int i = layout.pointerSize() - 1; i >= 0; i--) {
            entry = entry << 8 | slots[slot * layout.pointerSize() + i] & 0xffL;
        }
        return entry;
    }
}
