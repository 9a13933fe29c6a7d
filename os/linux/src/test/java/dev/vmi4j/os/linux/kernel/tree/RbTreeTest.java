package dev.vmi4j.os.linux.kernel.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.SyntheticKernel;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RbTreeTest {
    private static final long ROOT = SyntheticKernel.BASE + 0x100;
    private static final int LIMIT = 1000;

    /** {@code struct rb_node}: parent and colour, right, left. */
    private static final int RIGHT = 8;

    private static final int LEFT = 16;

    private final SyntheticKernel guest = new SyntheticKernel();
    private final TableNotes notes = new TableNotes();

    RbTreeTest() {
        guest.types()
                .struct(
                        "rb_node",
                        24,
                        guest.types().integer("__rb_parent_color", 0, 8),
                        guest.types().pointer("rb_right", RIGHT),
                        guest.types().pointer("rb_left", LEFT));
    }

    @Test
    void walksInOrderWhateverTheColours() {
        node(at(4), 0, at(2), at(6));
        node(at(2), at(4) | 1, at(1), at(3));
        node(at(6), at(4) | 1, 0, at(7));
        node(at(1), at(2), 0, 0);
        node(at(3), at(2), 0, 0);
        node(at(7), at(6), 0, 0);
        guest.put(ROOT, at(4));
        assertThat(walk()).containsExactly(at(1), at(2), at(3), at(4), at(6), at(7));
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void anEmptyTreeHasNoNodes() {
        assertThat(walk()).isEmpty();
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void leavesOutASubtreeWhoseParentLinkLeadsElsewhere() {
        node(at(4), 0, at(2), at(6));
        node(at(2), at(3), at(1), 0);
        node(at(1), at(2), 0, 0);
        node(at(6), at(4), 0, 0);
        guest.put(ROOT, at(4));
        assertThat(walk()).containsExactly(at(4), at(6));
        assertThat(notes.all()).singleElement().asString().contains(hex(at(2)), "parent");
    }

    @Test
    void leavesOutWhatIsNotMapped() {
        node(at(4), 0, 0xffff_9999_0000_0000L, at(6));
        node(at(6), at(4), 0, 0);
        guest.put(ROOT, at(4));
        assertThat(walk()).containsExactly(at(4), at(6));
        assertThat(notes.all()).singleElement().asString().contains("not mapped");
    }

    @Test
    void aCycleToTheTopEnds() {
        node(at(4), 0, at(2), 0);
        node(at(2), at(4), at(4), 0);
        guest.put(ROOT, at(4));
        assertThat(walk()).containsExactly(at(2), at(4));
        assertThat(notes.all()).hasSize(1);
    }

    @Test
    void twoLinksToOneNodeMeetItOnce() {
        node(at(4), 0, at(2), at(2));
        node(at(2), at(4), 0, 0);
        guest.put(ROOT, at(4));
        assertThat(walk()).containsExactly(at(2), at(4));
    }

    @Test
    void aChainDeeperThanAnyTreeIsCut() {
        for (int i = 1; i < 300; i++) {
            node(at(i), i == 1 ? 0 : at(i - 1), at(i + 1), 0);
        }
        guest.put(ROOT, at(1));
        assertThat(walk()).hasSize(128);
        assertThat(notes.all()).singleElement().asString().contains("deeper");
    }

    @Test
    void stopsAtTheLimit() {
        node(at(1), 0, 0, at(2));
        node(at(2), at(1), 0, at(3));
        node(at(3), at(2), 0, 0);
        guest.put(ROOT, at(1));
        assertThat(RbTree.walk(guest.kernel(), ROOT, 2, "tree", notes)).containsExactly(at(1), at(2));
        assertThat(notes.all()).singleElement().asString().contains("stopped after 2");
    }

    @Test
    void randomMemoryEnds() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            for (long offset = 0; offset < SyntheticKernel.SIZE; offset += 8) {
                guest.put(SyntheticKernel.BASE + offset, at(random.nextInt(0, 400)) | random.nextInt(2));
            }
            assertThat(walk()).as("seed %d", seed).hasSizeLessThanOrEqualTo(LIMIT);
        }
    }

    private static long at(int number) {
        return SyntheticKernel.BASE + 0x200 + number * 0x20L;
    }

    private void node(long node, long parentColor, long left, long right) {
        guest.put(node, parentColor);
        guest.put(node + RIGHT, right);
        guest.put(node + LEFT, left);
    }

    private long[] walk() {
        long[] nodes = RbTree.walk(guest.kernel(), ROOT, LIMIT, "tree", notes).toArray();
        assertThat(Arrays.stream(nodes).distinct().count()).isEqualTo(nodes.length);
        return nodes;
    }

    private static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }
}
