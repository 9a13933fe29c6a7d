package dev.vmi4j.os.linux.kernel.tree;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A red-black tree of {@code struct rb_node}. The walk goes down to a child only when the child's parent link leads back,
 * so that no node is met twice; a subtree whose top is damaged is left out with a note.
 */
public final class RbTree {
    /** Twice the height of a tree of all the memory there is. */
    private static final int MAX_DEPTH = 128;

    private static final long COLOR = 3;

    private final GuestMemory memory;
    private final Field parentColor;
    private final Field left;
    private final Field right;
    private final int limit;
    private final String name;
    private final TableNotes notes;
    private final Deque<Long> path = new ArrayDeque<>();
    private final LongStream.Builder nodes = LongStream.builder();
    private int count;

    private RbTree(Kernel kernel, int limit, String name, TableNotes notes) {
        StructLayout node = StructLayout.of(kernel.requireTypes(), "rb_node");
        this.memory = kernel.memory();
        this.parentColor = node.field("__rb_parent_color");
        this.left = node.field("rb_left");
        this.right = node.field("rb_right");
        this.limit = limit;
        this.name = name;
        this.notes = notes;
    }

    /**
     * Walks a tree.
     *
     * @param kernel whose memory holds it
     * @param root address of the {@code struct rb_root}, whose first field is the pointer to the topmost node
     * @param limit the most nodes to collect
     * @param name of the tree, for notes
     * @param notes receives why the walk left something out
     * @return the addresses of the {@code struct rb_node}, in the order of the tree
     */
    public static LongStream walk(Kernel kernel, long root, int limit, String name, TableNotes notes) {
        RbTree tree = new RbTree(kernel, limit, name, notes);
        tree.collect(root);
        return tree.nodes.build();
    }

    private void collect(long root) {
        descend(0, root);
        while (!path.isEmpty()) {
            if (count++ == limit) {
                notes.add(name + ": stopped after " + limit + " nodes");
                return;
            }
            long node = path.pop();
            nodes.add(node);
            descendRight(node);
        }
    }

    /** Both links to one node would make the walk meet it twice. */
    private void descendRight(long node) {
        try {
            if (left.read(memory, node) != right.read(memory, node)) {
                descend(node, node + right.offset());
            }
        } catch (VmiException e) {
            leaveOut(node, e.getMessage());
        }
    }

    /** Follows a link, then the left links below it. */
    private void descend(long from, long link) {
        long parent = from;
        long at = link;
        try {
            for (long node = pointer(at); node != 0; node = pointer(at)) {
                if ((parentColor.read(memory, node) & ~COLOR) != parent) {
                    leaveOut(node, "its parent link does not lead back to " + Addresses.hex(parent));
                    return;
                }
                if (path.size() == MAX_DEPTH) {
                    leaveOut(node, "the tree is deeper than " + MAX_DEPTH + " nodes");
                    return;
                }
                path.push(node);
                parent = node;
                at = node + left.offset();
            }
        } catch (VmiException e) {
            leaveOut(parent, e.getMessage());
        }
    }

    private long pointer(long link) {
        return memory.readUnsigned(link, (int) left.size());
    }

    private void leaveOut(long node, @Nullable String reason) {
        notes.add(name + ": what lies below the node at " + Addresses.hex(node) + " is left out: " + reason);
    }
}
