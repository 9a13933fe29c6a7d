package dev.vmi4j.symbols.ksymtab;

import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.memory.LittleEndian;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** A copy of a part of a kernel image; what cannot be read is zero. */
final class ImageBytes {
    private static final int PIECE = 1 << 12;

    private final long start;
    private final byte[] bytes;

    private ImageBytes(long start, byte[] bytes) {
        this.start = start;
        this.bytes = bytes;
    }

    static ImageBytes copy(GuestMemory memory, long start, int length) {
        byte[] bytes = new byte[length];
        MemorySegment target = MemorySegment.ofArray(bytes);
        for (int at = 0; at < length; at += PIECE) {
            int piece = Math.min(PIECE, length - at);
            long readable = memory.readable(start + at, piece);
            memory.read(start + at, target, at, readable);
        }
        return new ImageBytes(start, bytes);
    }

    long start() {
        return start;
    }

    int length() {
        return bytes.length;
    }

    int intAt(int offset) {
        return LittleEndian.getInt(bytes, offset);
    }

    /** Whether there is such an offset. */
    boolean holds(long offset) {
        return offset >= 0 && offset < bytes.length;
    }

    /** The length of the symbol name that begins somewhere; 0 when none does. */
    int nameLength(int offset, int limit) {
        int end = offset;
        while (end < bytes.length && end - offset < limit && isNamePart(bytes[end])) {
            end++;
        }
        boolean terminated = end < bytes.length && bytes[end] == 0;
        return terminated && !isDigit(bytes[offset]) ? end - offset : 0;
    }

    String text(int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.US_ASCII);
    }

    private static boolean isNamePart(byte one) {
        return one >= 'a' && one <= 'z' || one >= 'A' && one <= 'Z' || isDigit(one) || one == '_' || one == '.';
    }

    private static boolean isDigit(byte one) {
        return one >= '0' && one <= '9';
    }
}
