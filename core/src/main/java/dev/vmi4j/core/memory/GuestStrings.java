package dev.vmi4j.core.memory;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text in guest memory, read piece by piece so that no byte past the limit or the terminator's page is touched. */
final class GuestStrings {
    private static final int FIRST_CAPACITY = 64;

    private GuestStrings() {}

    static String terminatedUtf8(GuestMemory memory, long address, int limit) {
        return utf8(terminated(memory, address, limit, 1));
    }

    static String terminatedUtf16(GuestMemory memory, long address, int limit) {
        return utf16(terminated(memory, address, limit & ~1, 2));
    }

    static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static String utf16(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_16LE);
    }

    /** The bytes before the first zero unit, or all up to the limit. */
    private static byte[] terminated(GuestMemory memory, long address, int limit, int unit) {
        requireLimit(limit);
        byte[] bytes = new byte[Math.min(limit, FIRST_CAPACITY)];
        int length = 0;
        while (length < limit) {
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(limit, bytes.length * 2L));
            }
            int piece = (int) Math.min(memory.contiguous(address + length), bytes.length - length);
            memory.read(address + length, MemorySegment.ofArray(bytes), length, piece);
            int end = terminator(bytes, length, length + piece, unit);
            if (end >= 0) {
                return Arrays.copyOf(bytes, end);
            }
            length += piece;
        }
        return Arrays.copyOf(bytes, length);
    }

    /** The index of the first zero unit that became complete by reading {@code from..to}, or -1. */
    private static int terminator(byte[] bytes, int from, int to, int unit) {
        for (int i = from / unit * unit; i + unit <= to; i += unit) {
            if (bytes[i] == 0 && (unit == 1 || bytes[i + 1] == 0)) {
                return i;
            }
        }
        return -1;
    }

    private static void requireLimit(int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("text limit " + limit + " is negative");
        }
    }
}
