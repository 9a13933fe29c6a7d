package dev.vmi4j.os.linux.kernel.log;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.GuestText;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The older ring buffer, {@code log_buf}: records of {@code struct printk_log}, each followed by its text and its
 * dictionary, from {@code log_first_idx} to {@code log_next_idx}. A record of length 0 says that the next one lies at the
 * start of the buffer.
 */
final class RecordBuffer {
    private final GuestMemory memory;
    private final Layout layout;
    private final Place place;
    private final TableNotes notes;

    RecordBuffer(GuestMemory memory, Layout layout, Place place, TableNotes notes) {
        this.memory = memory;
        this.layout = layout;
        this.place = place;
        this.notes = notes;
    }

    /**
     * The kernel's variables.
     *
     * @param buffer {@code log_buf}
     * @param length {@code log_buf_len}
     * @param first {@code log_first_idx}
     * @param next {@code log_next_idx}
     * @param sequence {@code log_first_seq}
     */
    record Place(long buffer, long length, long first, long next, long sequence) {}

    /** Where the fields of {@code struct printk_log} lie. */
    record Layout(
            long size,
            Field time,
            Field length,
            Field textLength,
            Field dictionaryLength,
            Field facility,
            Field level,
            Optional<Field> caller) {
        static Layout of(TypeCatalog types) {
            StructLayout header = StructLayout.of(types, "printk_log");
            return new Layout(
                    header.size(),
                    header.field("ts_nsec"),
                    header.field("len"),
                    header.field("text_len"),
                    header.field("dict_len"),
                    header.field("facility"),
                    header.field("level"),
                    header.optional("caller_id"));
        }
    }

    /** The records from the oldest to the newest. */
    Stream<LogRecord> records() {
        Stream.Builder<LogRecord> records = Stream.builder();
        try {
            collect(records);
        } catch (VmiException e) {
            notes.add("the log ends early: " + e.getMessage());
        }
        return records.build();
    }

    private void collect(Stream.Builder<LogRecord> records) {
        long at = place.first();
        long sequence = place.sequence();
        long passed = 0;
        while (at != place.next() && passed <= place.length()) {
            long length = length(at);
            if (length == 0) {
                passed += place.length() - at;
                at = 0;
                continue;
            }
            records.add(read(place.buffer() + at, length, sequence++));
            at += length;
            passed += length;
        }
    }

    /** The length of a record; 0 when the next lies at the start. */
    private long length(long at) {
        if (at < 0 || at > place.length() - layout.size()) {
            throw new VmiException("the position " + Addresses.hex(at) + " lies outside the log buffer");
        }
        long length = layout.length().read(memory, place.buffer() + at);
        if (length != 0 && length < layout.size() || length > place.length() - at || length == 0 && at == 0) {
            throw new VmiException("the record at position " + Addresses.hex(at) + " has the length " + length);
        }
        return length;
    }

    private LogRecord read(long header, long length, long sequence) {
        long room = length - layout.size();
        int stated = (int) layout.textLength().read(memory, header);
        int textLength = (int) Math.min(stated, room);
        int dictionaryLength = (int) Math.min(layout.dictionaryLength().read(memory, header), room - textLength);
        byte[] content = memory.readBytes(header + layout.size(), textLength + dictionaryLength);
        byte[] dictionary = Arrays.copyOfRange(content, textLength, content.length);
        return new LogRecord(
                sequence,
                layout.time().read(memory, header),
                (int) layout.facility().read(memory, header),
                (int) layout.level().read(memory, header),
                layout.caller().map(field -> LogRecord.caller(field.read(memory, header))),
                Optional.empty(),
                GuestText.of(content, 0, textLength),
                textLength < stated,
                entry(dictionary, "SUBSYSTEM="),
                entry(dictionary, "DEVICE="));
    }

    /** A value of the dictionary, whose entries are separated by NUL. */
    private static Optional<String> entry(byte[] dictionary, String key) {
        return Arrays.stream(new String(dictionary, StandardCharsets.UTF_8).split("\0", -1))
                .filter(entry -> entry.startsWith(key))
                .map(entry -> entry.substring(key.length()))
                .findFirst();
    }
}
