package dev.vmi4j.os.linux.kernel.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.SyntheticKernel;
import dev.vmi4j.os.linux.kernel.tree.MapleTree.Entry;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Nodes are put together by hand as {@code include/linux/maple_tree.h} draws them. */
final class MapleTreeTest {
    private static final long TREE = SyntheticKernel.BASE + 0x40;
    private static final int LIMIT = 1000;
    private static final int LEAF = 1;
    private static final int RANGE = 2;
    private static final int ALLOCATION_RANGE = 3;
    private static final long NODE = 4;
    private static final long ROOT = 2;

    private final SyntheticKernel guest = new SyntheticKernel();
    private final TableNotes notes = new TableNotes();

    MapleTreeTest() {
        var types = guest.types();
        types.struct("maple_tree", 16, types.pointer("ma_root", 8));
        types.struct("maple_range_64", 256, types.integer("pivot", 8, 15 * 8), types.integer("slot", 128, 16 * 8));
        types.struct("maple_arange_64", 248, types.integer("pivot", 8, 9 * 8), types.integer("slot", 80, 10 * 8));
    }

    @Test
    void anEmptyTreeHasNoEntries() {
        assertThat(walk()).isEmpty();
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void oneValueCanLieInTheRoot() {
        guest.put(TREE + 8, SyntheticKernel.BASE);
        assertThat(walk()).containsExactly(new Entry(0, 0, SyntheticKernel.BASE));
    }

    @Test
    void aLeafHasRangesAndGapsAndEndsAtAPivotOfZero() {
        root(at(1), LEAF);
        leaf(at(1), TREE | 1, new long[] {0xfff, 0x1fff, 0x2fff}, 0, 0x8800, 0, 0x9900);
        assertThat(walk()).containsExactly(new Entry(0x1000, 0x1fff, 0x8800), new Entry(0x3000, -1L, 0x9900));
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void goesDownThroughBothKindsOfInnerNodes() {
        root(at(1), ALLOCATION_RANGE);
        inner(at(1), TREE | 1, 80, new long[] {0xffff}, child(at(2), RANGE), child(at(4), LEAF));
        inner(at(2), at(1), 128, new long[] {0xfff}, child(at(3), LEAF), child(at(5), LEAF));
        leaf(at(3), at(2), new long[] {0xff, 0xfff}, 0x8000, 0);
        leaf(at(5), at(2), new long[] {0xffff}, 0x8100);
        leaf(at(4), at(1), new long[] {0x1_ffff}, 0x8200);
        assertThat(walk())
                .containsExactly(
                        new Entry(0, 0xff, 0x8000),
                        new Entry(0x1000, 0xffff, 0x8100),
                        new Entry(0x1_0000, 0x1_ffff, 0x8200));
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void leavesOutMarksOfTheTree() {
        root(at(1), LEAF);
        leaf(at(1), TREE | 1, new long[] {0xfff, 0x1fff}, 0x406, 0x8000);
        assertThat(walk()).containsExactly(new Entry(0x1000, 0x1fff, 0x8000));
    }

    @Test
    void leavesOutANodeWhoseParentLinkLeadsElsewhere() {
        root(at(1), RANGE);
        inner(at(1), TREE | 1, 128, new long[] {0xfff}, child(at(2), LEAF), child(at(3), LEAF));
        leaf(at(2), at(2), new long[] {0xfff}, 0x8000);
        leaf(at(3), at(1), new long[] {0x1fff}, 0x8100);
        assertThat(walk()).containsExactly(new Entry(0x1000, 0x1fff, 0x8100));
        assertThat(notes.all()).singleElement().asString().contains("parent link");
    }

    @Test
    void leavesOutTheRestOfANodeWhosePivotsDescend() {
        root(at(1), LEAF);
        leaf(at(1), TREE | 1, new long[] {0xfff, 0x10}, 0x8000, 0x8100);
        assertThat(walk()).containsExactly(new Entry(0, 0xfff, 0x8000));
        assertThat(notes.all()).singleElement().asString().contains("ascend");
    }

    @Test
    void leavesOutWhatIsNotMappedAndUnknownTypes() {
        root(at(1), RANGE);
        inner(at(1), TREE | 1, 128, new long[] {0xfff}, child(0xffff_9999_0000_0000L, LEAF), child(at(3), 9));
        guest.put(at(3), at(1));
        assertThat(walk()).isEmpty();
        assertThat(notes.all()).hasSize(2);
    }

    @Test
    void aNodeThatIsItsOwnChildEnds() {
        root(at(1), RANGE);
        inner(at(1), at(1), 128, new long[] {0xfff}, child(at(1), RANGE), child(at(1), RANGE));
        assertThat(walk()).isEmpty();
        assertThat(notes.all()).isNotEmpty();
    }

    @Test
    void stopsAtTheLimit() {
        root(at(1), LEAF);
        leaf(at(1), TREE | 1, new long[] {1, 2, 3, 4}, 0x8000, 0x8000, 0x8000, 0x8000);
        assertThat(MapleTree.walk(guest.kernel(), TREE, 2, "tree", notes)).hasSize(2);
    }

    @Test
    void randomMemoryEnds() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            for (long offset = 0; offset < SyntheticKernel.SIZE; offset += 8) {
                long value = random.nextInt(3) == 0
                        ? random.nextInt(0x10000)
                        : child(at(random.nextInt(200)), 1 + random.nextInt(3));
                guest.put(SyntheticKernel.BASE + offset, value);
            }
            root(at(1), 1 + random.nextInt(3));
            assertThat(walk()).as("seed %d", seed).hasSizeLessThanOrEqualTo(LIMIT);
        }
    }

    private static long at(int number) {
        return SyntheticKernel.BASE + number * 0x100L;
    }

    private static long child(long node, int type) {
        return node | (long) type << 3 | NODE;
    }

    private void root(long node, int type) {
        guest.put(TREE + 8, node | (long) type << 3 | ROOT);
    }

    private void leaf(long node, long parent, long[] pivots, long... slots) {
        inner(node, parent, 128, pivots, slots);
    }

    private void inner(long node, long parent, int slotOffset, long[] pivots, long... slots) {
        guest.put(node, parent);
        for (int i = 0; i < pivots.length; i++) {
            guest.put(node + 8 + i * 8L, pivots[i]);
        }
        for (int i = 0; i < slots.length; i++) {
            guest.put(node + slotOffset + i * 8L, slots[i]);
        }
    }

    private List<Entry> walk() {
        return MapleTree.walk(guest.kernel(), TREE, LIMIT, "tree", notes);
    }
}
