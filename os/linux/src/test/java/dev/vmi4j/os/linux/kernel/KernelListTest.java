package dev.vmi4j.os.linux.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.core.memory.MemoryRun;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.table.TableNotes;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KernelListTest {
    private static final int HEAD = 0x100;
    private static final int LIMIT = 1000;

    private final byte[] bytes = new byte[0x4000];
    private final TableNotes notes = new TableNotes();

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void walksAClosedListInOrder(int pointerSize) {
        link(pointerSize, HEAD, 0x200, 0x180, 0x300);
        assertThat(walk(pointerSize)).containsExactly(0x200L, 0x180L, 0x300L);
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void anEmptyListHasNoEntries() {
        link(8, HEAD);
        assertThat(walk(8)).isEmpty();
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void collectsTheRestFromTheOtherEndWhenALinkIsBroken() {
        link(8, HEAD, 0x200, 0x300, 0x400, 0x500);
        put(8, 0x300, 0xdead_beefL);
        assertThat(walk(8)).containsExactly(0x200L, 0x300L, 0x400L, 0x500L);
        assertThat(notes.all()).singleElement().asString().contains("0x300", "2 entries", "2 more");
    }

    @Test
    void losesOnlyAnEntryWhosePageWasZeroed() {
        link(8, HEAD, 0x200, 0x300, 0x400, 0x500);
        put(8, 0x400, 0);
        put(8, 0x408, 0);
        assertThat(walk(8)).containsExactly(0x200L, 0x300L, 0x500L);
        assertThat(notes.all()).hasSize(1);
    }

    @Test
    void aHeadThatPointsNowhereIsNoted() {
        put(8, HEAD, 0);
        put(8, HEAD + 8, 0);
        assertThat(walk(8)).isEmpty();
        assertThat(notes.all()).singleElement().asString().contains("0x100", "0 entries");
    }

    @Test
    void aCycleThatLeavesOutTheHeadEnds() {
        link(8, HEAD, 0x200, 0x300, 0x400);
        put(8, 0x400, 0x200);
        assertThat(walk(8)).containsExactly(0x200L, 0x300L, 0x400L);
        assertThat(notes.all()).hasSize(1);
    }

    @Test
    void aListLongerThanTheLimitIsCutAndNoted() {
        link(8, HEAD, 0x200, 0x300, 0x400);
        assertThat(KernelList.walk(memory(), 8, HEAD, 2, "list", notes).toArray())
                .containsExactly(0x200L, 0x300L);
        assertThat(notes.all()).singleElement().asString().contains("stopped after 2 entries");
    }

    @Test
    void randomMemoryEnds() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            for (int at = 0; at < bytes.length; at += 8) {
                LittleEndian.putLong(bytes, at, random.nextInt(bytes.length / 8) * 8L);
            }
            assertThat(walk(8)).as("seed %d", seed).hasSizeLessThanOrEqualTo(LIMIT);
        }
    }

    private long[] walk(int pointerSize) {
        return KernelList.walk(memory(), pointerSize, HEAD, LIMIT, "list", notes)
                .toArray();
    }

    private PhysicalMemory memory() {
        return PhysicalMemory.mapped(List.of(new MemoryRun(0, MemorySegment.ofArray(bytes))));
    }

    private void link(int pointerSize, int... nodes) {
        for (int i = 0; i < nodes.length; i++) {
            int next = nodes[(i + 1) % nodes.length];
            put(pointerSize, nodes[i], next);
            put(pointerSize, next + pointerSize, nodes[i]);
        }
    }

    private void put(int pointerSize, int address, long value) {
        if (pointerSize == Long.BYTES) {
            LittleEndian.putLong(bytes, address, value);
        } else {
            LittleEndian.putInt(bytes, address, (int) value);
        }
    }
}
