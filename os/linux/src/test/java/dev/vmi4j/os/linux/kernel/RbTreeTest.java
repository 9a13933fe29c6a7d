package dev.vmi4j.os.linux.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.table.TableNotes;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class RbTreeTest {
    private static final RbTree.Layout LAYOUT = new RbTree.Layout(16, 8, 8);
    private static final int LIMIT = 1000;

    private final Image image = new Image(0x1_0000);
    private final TableNotes notes = new TableNotes();

    @Test
    void anEmptyTreeHasNoNodes() {
        assertThat(walk(0)).isEmpty();
        assertThat(notes.all()).isEmpty();
    }

    /** Nodes that are put in order by their addresses come in that order. */
    @Test
    void walksInOrder() {
        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            TreeSet<Long> nodes = new TreeSet<>();
            long root = 0;
            for (int i = 0; i < 200; i++) {
                long node = 0x1000 + random.nextInt(1000) * 0x20L;
                if (nodes.add(node)) {
                    link(node, 0, 0);
                    root = insert(root, node);
                }
            }
            assertThat(walk(root)).as("seed %d", seed).containsExactly(nodes.toArray(Long[]::new));
            assertThat(notes.all()).isEmpty();
        }
    }

    @Test
    void aCycleEnds() {
        link(0x1000, 0x1020, 0x1040);
        link(0x1020, 0, 0x1000);
        assertThat(walk(0x1000)).containsExactly(0x1020L, 0x1000L, 0x1040L);
        assertThat(notes.all()).singleElement().asString().contains("0x1000 was reached twice");
    }

    @Test
    void aBranchThatCannotBeReadIsLeftOut() {
        link(0x1000, 0xdead_0000L, 0x1040);
        assertThat(walk(0x1000)).contains(0x1000L, 0x1040L);
        assertThat(notes.all()).isNotEmpty().allSatisfy(note -> assertThat(note).contains("0xdead0000", "left out"));
    }

    @Test
    void moreThanTheLimitIsCutAndNoted() {
        link(0x1000, 0x1020, 0x1040);
        assertThat(RbTree.walk(image.memory(), LAYOUT, 0x1000, 2, "tree", notes).toArray())
                .containsExactly(0x1020L, 0x1000L);
        assertThat(notes.all()).singleElement().asString().contains("tree: stopped after 2 nodes");
    }

    @Test
    void randomMemoryEnds() {
        for (long seed = 0; seed < 200; seed++) {
            image.fill(new Random(seed));
            assertThat(walk(0x1000)).as("seed %d", seed).hasSizeLessThanOrEqualTo(LIMIT);
        }
    }

    private long insert(long root, long node) {
        if (root == 0) {
            return node;
        }
        long side = node < root ? 16 : 8;
        image.putLong(root + side, insert(image.memory().readLong(root + side), node));
        return root;
    }

    private void link(long node, long left, long right) {
        image.putLong(node + 16, left);
        image.putLong(node + 8, right);
    }

    private long[] walk(long root) {
        return RbTree.walk(image.memory(), LAYOUT, root, LIMIT, "tree", notes).toArray();
    }
}
