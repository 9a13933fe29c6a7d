package dev.vmi4j.os.linux.kernel.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.testkit.memory.SyntheticMemory;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HashChainsTest {
    private static final long TABLE = 0x1000;
    private static final int BUCKETS = 4;
    private static final long END = 0x8000;

    private final SyntheticMemory memory = SyntheticMemory.heap(new MemoryRange(TABLE, END - TABLE));
    private final TableNotes notes = new TableNotes();

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void walksBucketByBucket(int pointerSize) {
        chain(pointerSize, bucket(pointerSize, 0), 0, 0x2000, 0x2100);
        chain(pointerSize, bucket(pointerSize, 2), 0, 0x3000);
        assertThat(walk(pointerSize, pointerSize)).containsExactly(0x2000L, 0x2100L, 0x3000L);
        assertThat(notes.all()).isEmpty();
    }

    /** The end of a {@code hlist_nulls} chain is odd and says which bucket it belongs to. */
    @ParameterizedTest
    @ValueSource(longs = {1, 3, 0x2001})
    void anOddValueEndsAChain(long end) {
        for (int i = 0; i < BUCKETS; i++) {
            put(8, bucket(8, i), end);
        }
        chain(8, bucket(8, 1), end, 0x2000, 0x2100);
        assertThat(walk(8, 8)).containsExactly(0x2000L, 0x2100L);
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void bucketsMayLieApart() {
        chain(8, TABLE, 0, 0x2000);
        chain(8, TABLE + 24, 0, 0x3000);
        assertThat(walk(8, 24)).containsExactly(0x2000L, 0x3000L);
    }

    @Test
    void anEntryThatDoesNotPointBackEndsItsChainOnly() {
        chain(8, bucket(8, 0), 0, 0x2000, 0x2100, 0x2200);
        chain(8, bucket(8, 1), 0, 0x3000);
        put(8, 0x2108, 0);
        assertThat(walk(8, 8)).containsExactly(0x2000L, 0x3000L);
        assertThat(notes.all()).singleElement().asString().contains("0x2000", "does not point back");
    }

    @Test
    void aCycleEnds() {
        chain(8, bucket(8, 0), 0, 0x2000, 0x2100);
        put(8, 0x2100, 0x2000);
        assertThat(walk(8, 8)).containsExactly(0x2000L, 0x2100L);
        assertThat(notes.all()).hasSize(1);
    }

    @Test
    void anEntryInTwoChainsIsMetOnce() {
        chain(8, bucket(8, 0), 0, 0x2000);
        put(8, bucket(8, 1), 0x2000);
        assertThat(walk(8, 8)).containsExactly(0x2000L);
        assertThat(notes.all()).hasSize(1);
    }

    @Test
    void aLinkToNowhereIsNoted() {
        chain(8, bucket(8, 0), 0, 0x2000);
        put(8, 0x2000, 0xdead_0000L);
        assertThat(walk(8, 8)).containsExactly(0x2000L);
        assertThat(notes.all()).singleElement().asString().contains("0x2000", "no readable entry");
    }

    @Test
    void bucketsThatCannotBeReadAreNotedOnceForEachPage() {
        assertThat(HashChains.walk(memory.mapped(), 8, END, 1024, 8, "table", notes)
                        .toArray())
                .isEmpty();
        assertThat(notes.all()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MAX_VALUE, HashChains.LIMIT + 1L})
    void aSizeThatNoTableHasIsCut(long buckets) {
        assertThat(HashChains.walk(memory.mapped(), 8, TABLE, buckets, 0, "table", notes)
                        .count())
                .isZero();
        assertThat(notes.all()).singleElement().asString().contains("is not believed");
    }

    @Test
    void randomMemoryEnds() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            for (long at = TABLE; at < END; at += 8) {
                put(8, at, TABLE + random.nextInt((int) (END - TABLE) / 8) * 8L);
            }
            assertThat(walk(8, 8)).as("seed %d", seed).hasSizeLessThan((int) (END - TABLE) / 8);
        }
    }

    private long[] walk(int pointerSize, long stride) {
        return HashChains.walk(memory.mapped(), pointerSize, TABLE, BUCKETS, stride, "table", notes)
                .toArray();
    }

    private static long bucket(int pointerSize, int index) {
        return TABLE + (long) index * pointerSize;
    }

    private void chain(int pointerSize, long head, long end, long... nodes) {
        long link = head;
        for (long node : nodes) {
            put(pointerSize, link, node);
            put(pointerSize, node + pointerSize, link);
            link = node;
        }
        put(pointerSize, link, end);
    }

    private void put(int pointerSize, long address, long value) {
        if (pointerSize == Long.BYTES) {
            memory.putLong(address, value);
        } else {
            memory.putInt(address, (int) value);
        }
    }
}
