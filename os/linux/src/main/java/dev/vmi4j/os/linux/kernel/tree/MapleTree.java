package dev.vmi4j.os.linux.kernel.tree;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A maple tree ({@code struct maple_tree}, {@code include/linux/maple_tree.h}): ranges of indices with a value each.
 *
 * <p>A pointer to a node carries the node's type in its low bits. A node has slots and between them pivots: slot
 * <i>i</i> covers what follows pivot <i>i-1</i> up to pivot <i>i</i>, the last one the rest of what the node covers; a
 * pivot of 0 after the first ends the node early. The walk goes down to a node only when its parent link leads back, and
 * leaves out a node whose pivots do not ascend within its range.
 */
public final class MapleTree {
    /**
     * A range of indices that has a value.
     *
     * @param first the first index, unsigned
     * @param last the last index, unsigned
     * @param value what is stored for them, not 0
     */
    public record Entry(long first, long last, long value) {}

    private static final long NODE_MASK = 0xff;
    private static final int TYPE_SHIFT = 3;
    private static final int TYPE_MASK = 0xf;
    private static final int LEAF_64 = 1;
    private static final int RANGE_64 = 2;
    private static final int ARANGE_64 = 3;

    /** Entries below, with the two low bits of an internal entry, are marks of the tree and no values. */
    private static final long RESERVED = 4096;

    /** More than any tree of 64-bit indices needs, whose nodes have five children at the least. */
    private static final int MAX_DEPTH = 32;

    /** Where pivots and slots lie in a kind of node. */
    private record Shape(long pivots, int pivotCount, long slots, int slotCount) {
        static Shape of(TypeCatalog types, String name, int pointerSize) {
            StructLayout node = StructLayout.of(types, name);
            Field pivot = node.field("pivot");
            Field slot = node.field("slot");
            return new Shape(pivot.offset(), (int) (pivot.size() / pointerSize), slot.offset(), (int)
                    (slot.size() / pointerSize));
        }
    }

    private final GuestMemory memory;
    private final int pointerSize;
    private final Shape range;
    private final Shape allocationRange;
    private final int limit;
    private final String name;
    private final TableNotes notes;
    private final List<Entry> entries = new ArrayList<>();
    private int nodes;

    private MapleTree(Kernel kernel, int limit, String name, TableNotes notes) {
        TypeCatalog types = kernel.requireTypes();
        this.memory = kernel.memory();
        this.pointerSize = kernel.pointerSize();
        this.range = Shape.of(types, "maple_range_64", pointerSize);
        this.allocationRange = Shape.of(types, "maple_arange_64", pointerSize);
        this.limit = limit;
        this.name = name;
        this.notes = notes;
    }

    /**
     * Walks a tree.
     *
     * @param kernel whose memory holds it
     * @param tree address of the {@code struct maple_tree}
     * @param limit the most entries to collect and nodes to visit
     * @param name of the tree, for notes
     * @param notes receives why the walk left something out
     * @return the ranges that have a value, ascending
     */
    public static List<Entry> walk(Kernel kernel, long tree, int limit, String name, TableNotes notes) {
        MapleTree walk = new MapleTree(kernel, limit, name, notes);
        walk.collect(StructLayout.of(kernel.requireTypes(), "maple_tree").field("ma_root"), tree);
        return List.copyOf(walk.entries);
    }

    private void collect(Field rootField, long tree) {
        try {
            long root = rootField.read(memory, tree);
            if (isNode(root)) {
                visit(root, 0, 0, -1L >>> Long.SIZE - pointerSize * Byte.SIZE, 0);
            } else {
                add(0, 0, root);
            }
        } catch (VmiException e) {
            notes.add(name + ": the tree at " + Addresses.hex(tree) + " could not be read: " + e.getMessage());
        }
    }

    private void visit(long encoded, long parent, long min, long max, int depth) {
        long node = encoded & ~NODE_MASK;
        if (nodes++ >= limit || depth > MAX_DEPTH) {
            notes.add(name + ": stopped after " + limit + " entries or " + MAX_DEPTH + " levels");
            return;
        }
        try {
            if (depth > 0 && (pointer(node) & ~NODE_MASK) != parent) {
                leaveOut(node, "its parent link does not lead back to " + Addresses.hex(parent));
                return;
            }
            int type = (int) (encoded >>> TYPE_SHIFT) & TYPE_MASK;
            switch (type) {
                case LEAF_64 -> slots(node, range, min, max, -1);
                case RANGE_64 -> slots(node, range, min, max, depth);
                case ARANGE_64 -> slots(node, allocationRange, min, max, depth);
                default -> leaveOut(node, "there is no type " + type + " of nodes");
            }
        } catch (VmiException e) {
            leaveOut(node, e.getMessage());
        }
    }

    /** Goes through the slots of a node; a depth of -1 says that it is a leaf. */
    private void slots(long node, Shape shape, long min, long max, int depth) {
        long first = min;
        for (int i = 0; i < shape.slotCount; i++) {
            long last = pivot(node, shape, i, max);
            if (Long.compareUnsigned(last, first) < 0 || Long.compareUnsigned(last, max) > 0) {
                leaveOut(node, "its pivots do not ascend within its range");
                return;
            }
            long slot = pointer(node + shape.slots + (long) i * pointerSize);
            if (depth < 0) {
                add(first, last, slot);
            } else if (slot != 0) {
                visit(slot, node, first, last, depth + 1);
            }
            if (last == max || entries.size() >= limit) {
                return;
            }
            first = last + 1;
        }
    }

    private long pivot(long node, Shape shape, int index, long max) {
        long pivot = index < shape.pivotCount ? pointer(node + shape.pivots + (long) index * pointerSize) : max;
        return pivot == 0 && index > 0 ? max : pivot;
    }

    private void add(long first, long last, long value) {
        boolean mark = (value & 3) == 2 && Long.compareUnsigned(value, RESERVED) < 0;
        if (value == 0 || mark) {
            return;
        }
        if (entries.size() >= limit) {
            notes.add(name + ": stopped after " + limit + " entries");
            return;
        }
        entries.add(new Entry(first, last, value));
    }

    private static boolean isNode(long entry) {
        return (entry & 3) == 2 && Long.compareUnsigned(entry, RESERVED) > 0;
    }

    private long pointer(long address) {
        return memory.readUnsigned(address, pointerSize);
    }

    private void leaveOut(long node, @Nullable String reason) {
        notes.add(name + ": what lies below the node at " + Addresses.hex(node) + " is left out: " + reason);
    }
}
