package dev.vmi4j.os.linux.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.table.TableNotes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class XArrayTest {
    /** Nodes of 64 slots take 6 bits of an index. */
    private static final XArray.Layout LAYOUT = new XArray.Layout(0, 8, 64, 8);

    private static final int NODE = 8 + 64 * 8;
    private static final int LIMIT = 10_000;

    private final Image image = new Image(0x8_0000);
    private final TableNotes notes = new TableNotes();
    private long free = 0x2000;

    @Test
    void anEmptyArrayHasNoEntries() {
        assertThat(walk(0)).isEmpty();
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void theOnlyEntryAtIndexZeroIsTheHead() {
        assertThat(walk(0x1230)).containsExactly(new XArray.Entry(0, 0x1230));
    }

    @Test
    void anIndexIsMadeOfTheSlotsOnTheWay() {
        long leaf = node(0);
        slot(leaf, 1, 0x1230);
        slot(leaf, 63, 0x4560);
        long root = node(6);
        slot(root, 2, leaf + 2);
        assertThat(walk(root + 2)).containsExactly(new XArray.Entry(129, 0x1230), new XArray.Entry(191, 0x4560));
        assertThat(notes.all()).isEmpty();
    }

    /** A retry, a zero entry and a sibling are the array's own; a number has its lowest bit set and is an entry. */
    @Test
    void entriesOfTheArrayItselfAreNotShown() {
        long root = node(0);
        slot(root, 0, 256 << 2 | 2);
        slot(root, 1, 257 << 2 | 2);
        slot(root, 2, 5 << 2 | 2);
        slot(root, 3, 7 << 1 | 1);
        assertThat(walk(root + 2)).containsExactly(new XArray.Entry(3, 15));
    }

    @Test
    void aNodeBelowItselfIsLeftOut() {
        long root = node(6);
        slot(root, 0, root + 2);
        slot(root, 1, 0x1230);
        assertThat(walk(root + 2)).containsExactly(new XArray.Entry(64, 0x1230));
        assertThat(notes.all()).singleElement().asString().contains("reached twice");
    }

    @Test
    void aNodeThatIsNotSmallerIsLeftOut() {
        long other = node(6);
        slot(other, 0, 0x1230);
        long root = node(6);
        slot(root, 0, other + 2);
        assertThat(walk(root + 2)).isEmpty();
        assertThat(notes.all()).singleElement().asString().contains("shift is 6 below one of 6");
    }

    @Test
    void aNodeThatCannotBeReadIsLeftOut() {
        long root = node(6);
        slot(root, 0, 0xdead_0002L);
        slot(root, 1, 0x1230);
        assertThat(walk(root + 2)).containsExactly(new XArray.Entry(64, 0x1230));
        assertThat(notes.all()).singleElement().asString().contains("0xdead0000");
    }

    @Test
    void moreThanTheLimitIsCutAndNoted() {
        long root = node(0);
        for (int i = 0; i < 64; i++) {
            slot(root, i, 0x1000 + i * 8);
        }
        assertThat(XArray.walk(image.memory(), LAYOUT, root + 2, 10, "array", notes))
                .hasSize(10);
        assertThat(notes.all()).singleElement().asString().contains("array: stopped after 10 entries");
    }

    @Test
    void findsWhatWasStored() {
        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            Map<Long, Long> stored = new TreeMap<>();
            free = 0x2000;
            image.put(0x2000, 1, 0);
            long root = node(12);
            for (int i = 0; i < 20; i++) {
                long index = random.nextInt(1 << 18);
                long value = 0x10_0000 + random.nextInt(1 << 20) * 8L;
                store(root, index, value);
                stored.put(index, value);
            }
            List<XArray.Entry> expected = new ArrayList<>();
            stored.forEach((index, value) -> expected.add(new XArray.Entry(index, value)));
            assertThat(walk(root + 2)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void randomMemoryEnds() {
        for (long seed = 0; seed < 50; seed++) {
            image.fill(new Random(seed));
            assertThat(walk(0x1002)).as("seed %d", seed).hasSizeLessThanOrEqualTo(LIMIT);
        }
    }

    private List<XArray.Entry> walk(long head) {
        return XArray.walk(image.memory(), LAYOUT, head, LIMIT, "array", notes);
    }

    private void store(long root, long index, long value) {
        long node = root;
        for (int shift = 12; shift > 0; shift -= 6) {
            int slot = (int) (index >>> shift) & 63;
            long below = image.memory().readLong(node + 8 + slot * 8L);
            if (below == 0) {
                below = node(shift - 6) + 2;
                slot(node, slot, below);
            }
            node = below - 2;
        }
        slot(node, (int) index & 63, value);
    }

    private long node(int shift) {
        long node = free;
        free += NODE;
        for (int at = 0; at < NODE; at += 8) {
            image.putLong(node + at, 0);
        }
        image.put(node, 1, shift);
        return node;
    }

    private void slot(long node, int slot, long entry) {
        image.putLong(node + 8 + slot * 8L, entry);
    }
}
