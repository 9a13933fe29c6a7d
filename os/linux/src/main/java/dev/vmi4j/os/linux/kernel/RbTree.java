package dev.vmi4j.os.linux.kernel;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * A red-black tree: {@code struct rb_root} with {@code struct rb_node}s. The walk visits every node once, whatever the
 * links say, and passes over a branch that cannot be read.
 */
public final class RbTree {
    private final GuestMemory memory;
    private final Layout layout;
    private final int limit;
    private final String name;
    private final TableNotes notes;

    private final LongStream.Builder found = LongStream.builder();
    private final Set<Long> seen = new HashSet<>();
    private final Deque<Long> pending = new ArrayDeque<>();

    private RbTree(GuestMemory memory, Layout layout, int limit, String name, TableNotes notes) {
        this.memory = memory;
        this.layout = layout;
        this.limit = limit;
        this.name = name;
        this.notes = notes;
    }

    /**
     * Where the links lie in {@code struct rb_node}.
     *
     * @param left offset of {@code rb_left}
     * @param right offset of {@code rb_right}
     * @param pointerSize in bytes
     */
    public record Layout(long left, long right, int pointerSize) {
        /**
         * The layout of a kernel.
         *
         * @param types its types
         * @return the layout
         */
        public static Layout of(TypeCatalog types) {
            StructLayout node = StructLayout.of(types, "rb_node");
            return new Layout(node.offset("rb_left"), node.offset("rb_right"), (int)
                    node.field("rb_left").size());
        }
    }

    /**
     * Walks a tree.
     *
     * @param memory where it lies
     * @param layout of its nodes
     * @param root the address that {@code rb_root.rb_node} holds; 0 for an empty tree
     * @param limit the most nodes to collect
     * @param name of the tree, for notes
     * @param notes receives why the walk stopped early
     * @return the addresses of the nodes, in the tree's order
     */
    public static LongStream walk(
            GuestMemory memory, Layout layout, long root, int limit, String name, TableNotes notes) {
        RbTree tree = new RbTree(memory, layout, limit, name, notes);
        tree.collect(root);
        return tree.found.build();
    }

    private void collect(long root) {
        descend(root);
        for (int count = 0; !pending.isEmpty(); count++) {
            if (count == limit) {
                notes.add(name + ": stopped after " + limit + " nodes");
                return;
            }
            long node = pending.pop();
            found.add(node);
            descend(link(node, layout.right()));
        }
    }

    /** Stacks a node and all to the left of it. */
    private void descend(long node) {
        long at = node;
        while (at != 0 && pending.size() <= limit) {
            if (!seen.add(at)) {
                notes.add(name + ": the node " + Addresses.hex(at) + " was reached twice");
                return;
            }
            pending.push(at);
            at = link(at, layout.left());
        }
    }

    private long link(long node, long offset) {
        try {
            return memory.readUnsigned(node + offset, layout.pointerSize());
        } catch (VmiException e) {
            notes.add(name + ": the branch below " + Addresses.hex(node) + " is left out: " + e.getMessage());
            return 0;
        }
    }
}
