package dev.vmi4j.symbols.binary;

import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.symbols.MalformedSymbolsException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * Reads little-endian values from bytes one after the other. Every read is checked; what lies outside is a {@link
 * MalformedSymbolsException} with the offset. Not thread-safe.
 */
public final class ByteReader {
    private static final int LONGEST_NUMBER = 10;

    private final String format;
    private final MemorySegment bytes;
    private final long size;
    private long position;

    /**
     * Reads from the first byte on.
     *
     * @param format what the bytes are, for errors
     * @param bytes where to read
     */
    public ByteReader(String format, MemorySegment bytes) {
        this.format = format;
        this.bytes = bytes;
        this.size = bytes.byteSize();
    }

    /**
     * Where the next read begins.
     *
     * @return offset of the next byte
     */
    public long position() {
        return position;
    }

    /**
     * Goes somewhere else.
     *
     * @param offset of the next byte to read; the end is allowed
     * @return this
     */
    public ByteReader at(long offset) {
        if (offset < 0 || offset > size) {
            throw malformed("an offset leads to " + Long.toUnsignedString(offset) + " of " + size + " bytes");
        }
        position = offset;
        return this;
    }

    /**
     * Passes over bytes.
     *
     * @param count how many
     */
    public void skip(long count) {
        if (count < 0 || count > size - position) {
            throw malformed("it ends early");
        }
        position += count;
    }

    /**
     * Whether there is more.
     *
     * @return true before the end
     */
    public boolean hasMore() {
        return position < size;
    }

    /**
     * Reads 8 bits.
     *
     * @return 0 to 255
     */
    public int u8() {
        return bytes.get(ValueLayout.JAVA_BYTE, take(1)) & 0xff;
    }

    /**
     * Reads 16 bits.
     *
     * @return 0 to 65535
     */
    public int u16() {
        return bytes.get(LittleEndian.SHORT, take(2)) & 0xffff;
    }

    /**
     * Reads 32 bits.
     *
     * @return zero-extended
     */
    public long u32() {
        return bytes.get(LittleEndian.INT, take(4)) & 0xffff_ffffL;
    }

    /**
     * Reads 64 bits.
     *
     * @return the value
     */
    public long u64() {
        return bytes.get(LittleEndian.LONG, take(8));
    }

    /**
     * Reads an unsigned integer.
     *
     * @param width in bytes: 1 to 8
     * @return zero-extended
     */
    public long unsigned(int width) {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value |= (long) u8() << 8 * i;
        }
        return value;
    }

    /**
     * Reads an unsigned LEB128 number.
     *
     * @return its low 64 bits
     */
    public long uleb() {
        long value = 0;
        for (int i = 0; i < LONGEST_NUMBER; i++) {
            int part = u8();
            value |= (long) (part & 0x7f) << 7 * i;
            if (part < 0x80) {
                return value;
            }
        }
        throw malformed("a number does not end");
    }

    /**
     * Reads a signed LEB128 number.
     *
     * @return its low 64 bits
     */
    public long sleb() {
        long value = 0;
        for (int i = 0; i < LONGEST_NUMBER; i++) {
            int part = u8();
            value |= (long) (part & 0x7f) << 7 * i;
            if (part < 0x80) {
                int bits = 7 * (i + 1);
                return bits < Long.SIZE && (part & 0x40) != 0 ? value | -1L << bits : value;
            }
        }
        throw malformed("a number does not end");
    }

    /** Passes over NUL-terminated text. */
    public void skipText() {
        while (u8() != 0) {
            // The next byte is looked at.
        }
    }

    /**
     * Reads NUL-terminated text.
     *
     * @return as UTF-8
     */
    public String text() {
        long start = position;
        skipText();
        return new String(
                bytes.asSlice(start, position - 1 - start).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    /**
     * The error of what is read now.
     *
     * @param problem what is wrong
     * @return to be thrown
     */
    public MalformedSymbolsException malformed(String problem) {
        return new MalformedSymbolsException(format, position, problem);
    }

    private long take(long count) {
        long at = position;
        skip(count);
        return at;
    }
}
