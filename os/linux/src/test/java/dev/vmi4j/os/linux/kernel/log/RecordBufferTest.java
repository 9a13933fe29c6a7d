package dev.vmi4j.os.linux.kernel.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Image;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A buffer of 128 bytes with records of {@code struct printk_log} as kernels before the lockless ring wrote them. */
final class RecordBufferTest {
    private static final long BUFFER = 0x100;
    private static final int LENGTH = 128;
    private static final RecordBuffer.Layout LAYOUT = new RecordBuffer.Layout(
            16,
            Image.field(0, 8),
            Image.field(8, 2),
            Image.field(10, 2),
            Image.field(12, 2),
            Image.field(14, 1),
            Image.field(15, 1, 5, 3),
            Optional.empty());

    private final Image image = new Image(0x400);
    private final TableNotes notes = new TableNotes();

    @Test
    void readsTextAndDictionary() {
        record(0, 32, "first", "");
        record(32, 64, "second", "SUBSYSTEM=pci\0DEVICE=+pci:0\0");
        List<LogRecord> records = records(0, 96);
        assertThat(records).extracting(LogRecord::text).containsExactly("first", "second");
        assertThat(records).extracting(LogRecord::sequence).containsExactly(7L, 8L);
        assertThat(records).extracting(LogRecord::level).containsExactly(6, 6);
        assertThat(records.get(0).subsystem()).isEmpty();
        assertThat(records.get(1).subsystem()).contains("pci");
        assertThat(records.get(1).device()).contains("+pci:0");
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void aRecordOfLengthZeroLeadsToTheStart() {
        record(64, 32, "older", "");
        record(0, 32, "newer", "");
        assertThat(records(64, 32)).extracting(LogRecord::text).containsExactly("older", "newer");
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void aLengthThatNoRecordHasEndsTheWalk() {
        record(0, 32, "first", "");
        image.put(BUFFER + 32 + 8, 2, 0xfff0);
        assertThat(records(0, 96)).extracting(LogRecord::text).containsExactly("first");
        assertThat(notes.all()).singleElement().asString().contains("0x20", "65520");
    }

    @Test
    void anEmptyBufferHasNoRecords() {
        assertThat(records(0, 0)).isEmpty();
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void randomMemoryEnds() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            for (int at = 0; at < LENGTH; at += 2) {
                image.put(BUFFER + at, 2, random.nextInt(4) == 0 ? 0 : random.nextInt(48));
            }
            assertThat(records(random.nextInt(LENGTH), random.nextInt(LENGTH)))
                    .as("seed %d", seed)
                    .hasSizeLessThanOrEqualTo(LENGTH);
        }
    }

    private List<LogRecord> records(long first, long next) {
        var place = new RecordBuffer.Place(BUFFER, LENGTH, first, next, 7);
        return new RecordBuffer(image.memory(), LAYOUT, place, notes).records().toList();
    }

    private void record(int at, int length, String text, String dictionary) {
        image.put(BUFFER + at + 8, 2, length);
        image.put(BUFFER + at + 10, 2, text.length());
        image.put(BUFFER + at + 12, 2, dictionary.length());
        image.put(BUFFER + at + 15, 1, 6 << 5);
        image.putText(BUFFER + at + 16, text + dictionary);
    }
}
