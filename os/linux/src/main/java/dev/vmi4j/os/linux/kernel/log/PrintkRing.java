package dev.vmi4j.os.linux.kernel.log;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.GuestText;
import dev.vmi4j.symbols.type.Field;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The lockless ring buffer, {@code struct printk_ringbuffer}: a ring of descriptors with a ring of infos beside it, and a
 * ring of text. A descriptor's {@code state_var} holds its identifier and, in the two highest bits, its state; a record
 * is read when it is committed or finalized and the identifiers of descriptor and text block are the expected ones.
 */
final class PrintkRing {
    private static final int MAX_COUNT_BITS = 24;
    private static final int MAX_SIZE_BITS = 30;

    /** States of a descriptor that has a record: {@code desc_committed} and {@code desc_finalized}. */
    private static final int COMMITTED = 1;

    private static final int FINALIZED = 2;

    /** The lowest bit of a position that is none; {@code EMPTY_LINE_LPOS} is 3, {@code FAILED_LPOS} is 1. */
    private static final long NO_POSITION = 1;

    private static final long EMPTY_LINE = 3;

    private final GuestMemory memory;
    private final PrintkRingLayout layout;
    private final long ring;
    private final TableNotes notes;

    private final int wordSize;
    private final long identifierMask;
    private final int countBits;
    private final int sizeBits;
    private final long descriptors;
    private final long infos;
    private final long data;

    PrintkRing(GuestMemory memory, PrintkRingLayout layout, long ring, TableNotes notes) {
        this.memory = memory;
        this.layout = layout;
        this.ring = ring;
        this.notes = notes;
        wordSize = (int) layout.headId().size();
        identifierMask = (1L << wordSize * 8 - 2) - 1;
        countBits = bits(layout.countBits(), MAX_COUNT_BITS);
        sizeBits = bits(layout.sizeBits(), MAX_SIZE_BITS);
        descriptors = layout.descriptors().read(memory, ring);
        infos = layout.infos().read(memory, ring);
        data = layout.data().read(memory, ring);
    }

    /** The records from the oldest to the newest. */
    Stream<LogRecord> records() {
        long tail = layout.tailId().read(memory, ring) & identifierMask;
        long head = layout.headId().read(memory, ring) & identifierMask;
        long span = head - tail & identifierMask;
        if (span >= 1L << countBits) {
            notes.add("the descriptors from " + Addresses.hex(tail) + " to " + Addresses.hex(head)
                    + " do not fit into their ring; all of it is read");
            tail = head - (1L << countBits) + 1;
        }
        long first = tail;
        return LongStream.rangeClosed(0, Math.min(span, (1L << countBits) - 1))
                .map(i -> first + i & identifierMask)
                .boxed()
                .flatMap(identifier -> record(identifier).stream());
    }

    private Optional<LogRecord> record(long identifier) {
        try {
            return read(identifier);
        } catch (VmiException e) {
            notes.add("the record of descriptor " + Addresses.hex(identifier) + " is left out: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<LogRecord> read(long identifier) {
        long index = identifier & (1L << countBits) - 1;
        long descriptor = descriptors + index * layout.descriptorSize();
        long stateVariable = layout.state().read(memory, descriptor);
        int state = (int) (stateVariable >>> wordSize * 8 - 2) & 3;
        boolean readable = state == COMMITTED || state == FINALIZED;
        if (!readable || (stateVariable & identifierMask) != identifier) {
            return Optional.empty();
        }
        long begin = layout.begin().read(memory, descriptor);
        long next = layout.next().read(memory, descriptor);
        if ((begin & NO_POSITION) != 0) {
            return begin == EMPTY_LINE ? Optional.of(record(infos + index * layout.infoSize(), new byte[0])) : lost();
        }
        return text(identifier, begin, next, index);
    }

    private Optional<LogRecord> text(long identifier, long begin, long next, long index) {
        long info = infos + index * layout.infoSize();
        long size = 1L << sizeBits;
        boolean wraps = begin >>> sizeBits != next >>> sizeBits && (next & size - 1) != 0;
        long start = wraps ? 0 : begin & size - 1;
        long room = wraps ? next & size - 1 : next - begin;
        if (room < wordSize || room > size || memory.readUnsigned(data + start, wordSize) != identifier) {
            return lost();
        }
        long length = Math.min(layout.textLength().read(memory, info), room - wordSize);
        return Optional.of(record(info, memory.readBytes(data + start + wordSize, (int) length)));
    }

    private Optional<LogRecord> lost() {
        notes.add("records without their text are left out: the ring had no room for it or has written over it");
        return Optional.empty();
    }

    private LogRecord record(long info, byte[] text) {
        return new LogRecord(
                layout.sequence().read(memory, info),
                layout.time().read(memory, info),
                (int) layout.facility().read(memory, info),
                (int) layout.level().read(memory, info),
                layout.caller().map(field -> LogRecord.caller(field.read(memory, info))),
                layout.task().flatMap(field -> fixed(field, info)),
                GuestText.of(text, 0, text.length),
                text.length < layout.textLength().read(memory, info),
                layout.subsystem().flatMap(field -> fixed(field, info)),
                layout.device().flatMap(field -> fixed(field, info)));
    }

    private Optional<String> fixed(Field field, long info) {
        return LogRecord.fixed(memory.readBytes(info + field.offset(), (int) field.size()));
    }

    private int bits(Field field, int max) {
        long bits = field.read(memory, ring);
        if (bits < 1 || bits > max) {
            throw new VmiException(
                    "the ring buffer at " + Addresses.hex(ring) + " is damaged: its " + field.path() + " is " + bits);
        }
        return (int) bits;
    }
}
