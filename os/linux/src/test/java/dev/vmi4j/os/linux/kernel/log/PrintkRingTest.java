package dev.vmi4j.os.linux.kernel.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Image;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ring of 8 descriptors and 128 bytes of text, written by hand as {@code kernel/printk/printk_ringbuffer.c} would. */
final class PrintkRingTest {
    private static final long RING = 0x100;
    private static final long DESCRIPTORS = 0x200;
    private static final long INFOS = 0x400;
    private static final long DATA = 0x800;

    private static final int RESERVED = 0;
    private static final int COMMITTED = 1;
    private static final int FINALIZED = 2;
    private static final int REUSABLE = 3;

    private static final PrintkRingLayout LAYOUT = new PrintkRingLayout(
            Image.field(0, 4),
            Image.field(8, 8),
            Image.field(16, 8),
            Image.field(24, 8),
            Image.field(32, 8),
            Image.field(4, 4),
            Image.field(40, 8),
            24,
            Image.field(0, 8),
            Image.field(8, 8),
            Image.field(16, 8),
            56,
            Image.field(0, 8),
            Image.field(8, 8),
            Image.field(16, 2),
            Image.field(18, 1),
            Image.field(19, 1, 5, 3),
            Optional.of(Image.field(20, 4)),
            Optional.empty(),
            Optional.of(Image.field(24, 16)),
            Optional.of(Image.field(40, 16)));

    private final Image image = new Image(0x1000);
    private final TableNotes notes = new TableNotes();

    PrintkRingTest() {
        image.put(RING, 4, 3);
        image.put(RING + 4, 4, 7);
        image.putLong(RING + 8, DESCRIPTORS);
        image.putLong(RING + 16, INFOS);
        image.putLong(RING + 40, DATA);
    }

    @Test
    void readsRecordsFromTheOldestToTheNewest() {
        range(8, 10);
        record(8, FINALIZED, 0, "first");
        record(9, FINALIZED, 16, "second\nline");
        record(10, COMMITTED, 40, "third");
        image.put(info(9) + 18, 1, 3);
        image.put(info(9) + 19, 1, 6 << 5 | 0x1f);
        image.put(info(9) + 20, 4, 1234);
        image.put(info(10) + 20, 4, 0x8000_0002L);
        image.putText(info(10) + 24, "pci");
        image.putText(info(10) + 40, "+pci:0000:00:1f.");
        List<LogRecord> records = records();
        assertThat(records).extracting(LogRecord::text).containsExactly("first", "second\nline", "third");
        assertThat(records).extracting(LogRecord::sequence).containsExactly(108L, 109L, 110L);
        assertThat(records).extracting(LogRecord::nanoseconds).containsExactly(8_000L, 9_000L, 10_000L);
        assertThat(records.get(1).facility()).isEqualTo(3);
        assertThat(records.get(1).level()).isEqualTo(6);
        assertThat(records.get(1).caller()).contains("T1234");
        assertThat(records.get(1).device()).isEmpty();
        assertThat(records.get(2).caller()).contains("C2");
        assertThat(records.get(2).subsystem()).contains("pci");
        assertThat(records.get(2).device()).contains("+pci:0000:00:1f.");
        assertThat(notes.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {RESERVED, REUSABLE})
    void passesOverDescriptorsWithoutARecord(int state) {
        range(8, 10);
        record(8, FINALIZED, 0, "first");
        record(9, state, 16, "second");
        record(10, FINALIZED, 32, "third");
        assertThat(records()).extracting(LogRecord::text).containsExactly("first", "third");
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void passesOverADescriptorOfAnEarlierRound() {
        range(8, 9);
        record(8, FINALIZED, 0, "first");
        record(1, FINALIZED, 16, "older");
        assertThat(records()).extracting(LogRecord::text).containsExactly("first");
    }

    @Test
    void anEmptyLineHasNoTextAndALostOneIsNoted() {
        range(8, 9);
        record(8, FINALIZED, 0, "");
        position(8, 3, 3);
        record(9, FINALIZED, 0, "lost");
        position(9, 1, 1);
        assertThat(records()).extracting(LogRecord::text).containsExactly("");
        assertThat(notes.all()).singleElement().asString().contains("left out");
    }

    /** A block that would not fit before the end of the ring lies at its start, whole. */
    @Test
    void readsABlockThatWraps() {
        range(8, 8);
        record(8, FINALIZED, 0, "wrapped");
        position(8, 5 * 128 + 120, 6 * 128 + 16);
        assertThat(records()).extracting(LogRecord::text).containsExactly("wrapped");
    }

    @Test
    void readsABlockThatEndsWithTheRing() {
        range(8, 8);
        record(8, FINALIZED, 112, "last one");
        assertThat(records()).extracting(LogRecord::text).containsExactly("last one");
    }

    @Test
    void aBlockOfAnotherRecordIsNoted() {
        range(8, 8);
        record(8, FINALIZED, 0, "first");
        image.putLong(DATA, 16);
        assertThat(records()).isEmpty();
        assertThat(notes.all()).singleElement().asString().contains("written over");
    }

    @Test
    void textLongerThanItsBlockIsCut() {
        range(8, 8);
        record(8, FINALIZED, 0, "12345678");
        image.put(info(8) + 16, 2, 500);
        LogRecord record = records().getFirst();
        assertThat(record.text()).isEqualTo("12345678");
        assertThat(record.truncated()).isTrue();
    }

    @Test
    void identifiersWrap() {
        long last = (1L << 62) - 1;
        range(last, 0);
        record(last, FINALIZED, 0, "before");
        record(0, FINALIZED, 16, "after");
        assertThat(records()).extracting(LogRecord::text).containsExactly("before", "after");
    }

    @Test
    void moreDescriptorsThanTheRingHasAreNoted() {
        range(0, 20);
        record(20, FINALIZED, 0, "newest");
        record(13, FINALIZED, 16, "oldest");
        record(14, FINALIZED, 32, "older");
        assertThat(records()).extracting(LogRecord::text).containsExactly("oldest", "older", "newest");
        assertThat(notes.all()).singleElement().asString().contains("do not fit");
    }

    @Test
    void textThatCannotBeReadIsNoted() {
        range(8, 9);
        record(8, FINALIZED, 0, "first");
        record(9, FINALIZED, 16, "second");
        image.putLong(RING + 40, 0x1000 - 16);
        assertThat(records()).isEmpty();
        assertThat(notes.all()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 25, 64, -1})
    void aDamagedRingIsRefused(int bits) {
        image.put(RING, 4, bits);
        assertThatThrownBy(this::records).isInstanceOf(VmiException.class).hasMessageContaining("damaged");
    }

    @Test
    void randomMemoryEnds() {
        for (long seed = 0; seed < 300; seed++) {
            image.fill(new Random(seed));
            image.put(RING, 4, 3);
            image.put(RING + 4, 4, 7);
            assertThat(records()).as("seed %d", seed).hasSizeLessThanOrEqualTo(8);
        }
    }

    private List<LogRecord> records() {
        return new PrintkRing(image.memory(), LAYOUT, RING, notes).records().toList();
    }

    private void range(long tail, long head) {
        image.putLong(RING + 24, head);
        image.putLong(RING + 32, tail);
    }

    /** A record whose block begins at a position of the ring's first round. */
    private void record(long identifier, int state, int position, String text) {
        image.putLong(DESCRIPTORS + (identifier & 7) * 24, identifier | (long) state << 62);
        position(identifier, position, position + 8 + (text.length() + 7 & ~7));
        image.putLong(DATA + position, identifier);
        image.putText(DATA + position + 8, text);
        image.putLong(info(identifier), identifier + 100);
        image.putLong(info(identifier) + 8, identifier * 1000);
        image.put(info(identifier) + 16, 2, text.length());
    }

    private void position(long identifier, long begin, long next) {
        image.putLong(DESCRIPTORS + (identifier & 7) * 24 + 8, begin);
        image.putLong(DESCRIPTORS + (identifier & 7) * 24 + 16, next);
    }

    private static long info(long identifier) {
        return INFOS + (identifier & 7) * 56;
    }
}
