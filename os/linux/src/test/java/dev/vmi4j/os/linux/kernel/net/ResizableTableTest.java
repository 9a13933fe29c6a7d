package dev.vmi4j.os.linux.kernel.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.IntegerEncoding;
import dev.vmi4j.symbols.type.IntegerType;
import dev.vmi4j.testkit.memory.SyntheticMemory;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ResizableTableTest {
    private static final long TABLE = 0x1000;
    private static final long FIRST = 0x2000;
    private static final long SECOND = 0x3000;
    private static final long END = 0x40000;

    private static final int SIZE = 0;
    private static final int NEST = 4;
    private static final int FUTURE = 8;
    private static final int BUCKETS = 16;

    private final SyntheticMemory memory = SyntheticMemory.heap(new MemoryRange(TABLE, END - TABLE));
    private final TableNotes notes = new TableNotes();
    private final ResizableTable table =
            new ResizableTable(field(0, 8), field(SIZE, 4), field(NEST, 4), field(FUTURE, 8), field(BUCKETS, 0));

    /** A head's bit 0 is the bucket's lock; the last entry points at its bucket, with bit 0 set. */
    @Test
    void walksBucketByBucket() {
        memory.putLong(TABLE, FIRST);
        generation(FIRST, 4);
        chain(bucket(FIRST, 1), 0x4000, 0x4100);
        chain(bucket(FIRST, 3), 0x4200);
        memory.putLong(bucket(FIRST, 3), 0x4201);
        assertThat(walk()).containsExactly(0x4000L, 0x4100L, 0x4200L);
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void anEmptyTableHasNoEntries() {
        memory.putLong(TABLE, FIRST);
        generation(FIRST, 4);
        memory.putLong(bucket(FIRST, 0), 1);
        assertThat(walk()).isEmpty();
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void aGrowingTableHasTwo() {
        memory.putLong(TABLE, FIRST);
        generation(FIRST, 2);
        generation(SECOND, 4);
        memory.putLong(FIRST + FUTURE, SECOND);
        chain(bucket(FIRST, 0), 0x4000);
        chain(bucket(SECOND, 3), 0x4100);
        assertThat(walk()).containsExactly(0x4000L, 0x4100L);
        assertThat(notes.all()).isEmpty();
    }

    /** 2048 buckets below 4 first entries are one page of 512 buckets each; bucket 1026 is the 257th of the third page. */
    @Test
    void aNestedTableIsATreeOfPages() {
        memory.putLong(TABLE, FIRST);
        generation(FIRST, 2048);
        memory.putInt(FIRST + NEST, 2);
        memory.putLong(FIRST + BUCKETS, SECOND);
        memory.putLong(SECOND + 2 * 8, 0x6000);
        chain(0x6000 + 256 * 8, 0x4000);
        assertThat(walk()).containsExactly(0x4000L);
        assertThat(notes.all()).isEmpty();
    }

    /** 4 first entries and 2^18 buckets: two levels of 512 below. Bucket 2 + 4 * (3 + 512 * 5) is entry 5 below entry 3. */
    @Test
    void aDeepNestedTableHasTwoLevels() {
        memory.putLong(TABLE, FIRST);
        generation(FIRST, 1 << 18);
        memory.putInt(FIRST + NEST, 2);
        memory.putLong(FIRST + BUCKETS, SECOND);
        memory.putLong(SECOND + 2 * 8, 0x6000);
        memory.putLong(0x6000 + 3 * 8, 0x7000);
        chain(0x7000 + 5 * 8, 0x4000);
        assertThat(walk()).containsExactly(0x4000L);
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void aCycleEnds() {
        memory.putLong(TABLE, FIRST);
        generation(FIRST, 1);
        chain(bucket(FIRST, 0), 0x4000, 0x4100);
        memory.putLong(0x4100, 0x4000);
        assertThat(walk()).containsExactly(0x4000L, 0x4100L);
        assertThat(notes.all()).singleElement().asString().contains("0x4000", "in a circle");
    }

    @Test
    void tablesThatGrowIntoEachOtherEnd() {
        memory.putLong(TABLE, FIRST);
        generation(FIRST, 1);
        chain(bucket(FIRST, 0), 0x4000);
        memory.putLong(FIRST + FUTURE, FIRST);
        assertThat(walk()).containsExactly(0x4000L);
        assertThat(notes.all()).isNotEmpty();
    }

    @Test
    void aSizeThatNoTableHasIsNoted() {
        memory.putLong(TABLE, FIRST);
        generation(FIRST, 0x4000_0000);
        assertThat(walk()).isEmpty();
        assertThat(notes.all()).singleElement().asString().contains("1073741824 buckets", "not believed");
    }

    @Test
    void aTableThatCannotBeReadIsNoted() {
        memory.putLong(TABLE, 0xdead_0000L);
        assertThat(walk()).isEmpty();
        assertThat(notes.all()).hasSize(1);
    }

    @Test
    void randomMemoryEnds() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            for (long at = TABLE; at < END; at += 8) {
                memory.putLong(at, TABLE + random.nextInt((int) (END - TABLE) / 8) * 8L);
            }
            memory.putInt(FIRST + SIZE, 1 << random.nextInt(10));
            memory.putInt(FIRST + NEST, random.nextInt(4));
            memory.putLong(TABLE, FIRST);
            assertThat(walk()).as("seed %d", seed).hasSizeLessThanOrEqualTo((int) (END - TABLE) / 8);
        }
    }

    private long[] walk() {
        return table.walk(memory.mapped(), 8, TABLE, "table", notes).toArray();
    }

    private void generation(long address, int size) {
        memory.putInt(address + SIZE, size);
    }

    private static long bucket(long generation, int index) {
        return generation + BUCKETS + index * 8L;
    }

    private void chain(long head, long... nodes) {
        long link = head;
        for (long node : nodes) {
            memory.putLong(link, node);
            link = node;
        }
        memory.putLong(link, head | 1);
    }

    private static Field field(long offset, int size) {
        var type = new IntegerType("unsigned", size, IntegerEncoding.UNSIGNED, 0, size * 8);
        return new Field("field at " + offset, offset, size, 0, 0, type);
    }
}
