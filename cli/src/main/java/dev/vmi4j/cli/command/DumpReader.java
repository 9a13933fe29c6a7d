package dev.vmi4j.cli.command;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Reads guest memory line by line, lazily, and keeps count of what could not be read. */
final class DumpReader {
    private final GuestMemory memory;
    private final long address;
    private final long length;
    private long unreadable;
    private String firstReason = "";

    /** The length ends at the end of the 64-bit space at the latest. */
    DumpReader(GuestMemory memory, long address, long length) {
        this.memory = memory;
        this.address = address;
        this.length = address != 0 && Long.compareUnsigned(length, -address) > 0 ? -address : length;
    }

    Stream<DumpLine> lines() {
        return LongStream.range(0, Math.ceilDiv(length, DumpLine.WIDTH)).mapToObj(this::line);
    }

    /** The address after the last byte. */
    long end() {
        return address + length;
    }

    boolean isAllUnreadable() {
        return unreadable == length;
    }

    /** What could not be read of the lines so far, in words. */
    Optional<String> gap() {
        return unreadable == 0
                ? Optional.empty()
                : Optional.of(unreadable + (unreadable == 1 ? " byte" : " bytes") + " of " + length
                        + " could not be read: " + firstReason);
    }

    private DumpLine line(long number) {
        long start = address + number * DumpLine.WIDTH;
        int size = (int) Math.min(DumpLine.WIDTH, length - number * DumpLine.WIDTH);
        DumpLine line = memory.readable(start, size) == size ? whole(start, size) : torn(start, size);
        unreadable += line.unreadable();
        if (firstReason.isEmpty()) {
            firstReason = line.reason().orElse("");
        }
        return line;
    }

    private DumpLine whole(long start, int size) {
        byte[] bytes = memory.readBytes(start, size);
        short[] values = new short[size];
        for (int i = 0; i < size; i++) {
            values[i] = (short) Byte.toUnsignedInt(bytes[i]);
        }
        return new DumpLine(start, values, Optional.empty());
    }

    /** A unit of reading fails as a whole, so that one failure speaks for the rest of it. */
    private DumpLine torn(long start, int size) {
        short[] values = new short[size];
        Optional<String> reason = Optional.empty();
        for (int i = 0; i < size; ) {
            int unit = (int) Math.min(memory.contiguous(start + i), size - i);
            try {
                DumpLine piece = whole(start + i, unit);
                System.arraycopy(piece.values(), 0, values, i, unit);
            } catch (VmiException e) {
                Arrays.fill(values, i, i + unit, (short) -1);
                reason = reason.isPresent() ? reason : Optional.of(String.valueOf(e.getMessage()));
            }
            i += unit;
        }
        return new DumpLine(start, values, reason);
    }
}
