package dev.vmi4j.os.linux.kernel.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Image;
import java.util.List;
import java.util.Random;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

final class ResourcesTest {
    private static final long ROOT = 0x1000;
    private static final Resources.Layout LAYOUT = new Resources.Layout(
            Image.field(0, 8),
            Image.field(8, 8),
            Image.field(16, 8),
            Image.field(24, 8),
            Image.field(32, 8),
            Image.field(40, 8));

    private final Image image = new Image(0x8000);
    private final TableNotes notes = new TableNotes();

    @Test
    void eachComesBeforeWhatLiesInItAndThenTheNext() {
        resource(ROOT, 0, 0, 0x1100);
        resource(0x1100, 0x10, 0x1200, 0x1300);
        resource(0x1300, 0x11, 0, 0x1400);
        resource(0x1400, 0x12, 0, 0);
        resource(0x1200, 0x20, 0, 0);
        assertThat(walk())
                .extracting(Resource::start, Resource::depth)
                .containsExactly(tuple(0x10, 0), tuple(0x11, 1), tuple(0x12, 2), tuple(0x20, 0));
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void readsTheFieldsOfAResource() {
        resource(ROOT, 0, 0, 0x1100);
        resource(0x1100, 0x10, 0, 0);
        image.putText(0x2000, "System RAM");
        image.putLong(0x1110, 0x2000);
        image.putLong(0x1118, 0x8100_0200L);
        Resource found = walk().getFirst();
        assertThat(found.end()).isEqualTo(0x1f);
        assertThat(found.name()).isEqualTo("System RAM");
        assertThat(found.flagNames()).containsExactly("MEM", "SYSRAM", "BUSY");
    }

    @Test
    void siblingsInACircleEnd() {
        resource(ROOT, 0, 0, 0x1100);
        resource(0x1100, 0x10, 0x1200, 0);
        resource(0x1200, 0x20, 0x1100, 0);
        assertThat(walk()).extracting(Resource::start).containsExactly(0x10L, 0x20L);
        assertThat(notes.all()).singleElement().asString().contains("0x1100 was reached twice");
    }

    @Test
    void aChildThatIsItsOwnParentEnds() {
        resource(ROOT, 0, 0, 0x1100);
        resource(0x1100, 0x10, 0, ROOT);
        assertThat(walk()).extracting(Resource::start).containsExactly(0x10L);
        assertThat(notes.all()).singleElement().asString().contains("0x1000 was reached twice");
    }

    @Test
    void aBranchThatCannotBeReadIsLeftOut() {
        resource(ROOT, 0, 0, 0x1100);
        resource(0x1100, 0x10, 0x1200, 0xdead_0000L);
        resource(0x1200, 0x20, 0, 0);
        assertThat(walk()).extracting(Resource::start).containsExactly(0x10L, 0x20L);
        assertThat(notes.all()).isNotEmpty().anySatisfy(note -> assertThat(note).contains("0xdead0000"));
    }

    @Test
    void randomMemoryEnds() {
        for (long seed = 0; seed < 200; seed++) {
            image.fill(new Random(seed));
            assertThat(walk()).as("seed %d", seed).hasSizeLessThanOrEqualTo(0x8000);
        }
    }

    private List<Resource> walk() {
        return Resources.walk(image.memory(), LAYOUT, ROOT, notes);
    }

    private void resource(long at, long start, long sibling, long child) {
        image.putLong(at, start);
        image.putLong(at + 8, start + 0xf);
        image.putLong(at + 32, sibling);
        image.putLong(at + 40, child);
    }

    private static Tuple tuple(long start, int depth) {
        return Tuple.tuple(start, depth);
    }
}
