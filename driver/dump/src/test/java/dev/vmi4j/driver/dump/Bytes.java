package dev.vmi4j.driver.dump;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A little-endian file in the making: writes anywhere, grows as needed. */
final class Bytes {
    private ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    private int size;

    int size() {
        return size;
    }

    Bytes u8(int at, int value) {
        room(at, 1).put(at, (byte) value);
        return this;
    }

    Bytes u16(int at, int value) {
        room(at, 2).putShort(at, (short) value);
        return this;
    }

    Bytes u32(int at, long value) {
        room(at, 4).putInt(at, (int) value);
        return this;
    }

    Bytes u64(int at, long value) {
        room(at, 8).putLong(at, value);
        return this;
    }

    /** A word of 4 or 8 bytes. */
    Bytes word(boolean wide, int at, long value) {
        return wide ? u64(at, value) : u32(at, value);
    }

    Bytes put(int at, byte[] bytes) {
        room(at, bytes.length).put(at, bytes);
        return this;
    }

    Bytes ascii(int at, String text) {
        return put(at, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Bytes append(byte[] bytes) {
        return put(size, bytes);
    }

    byte[] toArray() {
        return Arrays.copyOf(buffer.array(), size);
    }

    private ByteBuffer room(int at, int length) {
        size = Math.max(size, at + length);
        if (size > buffer.capacity()) {
            buffer = ByteBuffer.wrap(Arrays.copyOf(buffer.array(), Math.max(size, 2 * buffer.capacity())))
                    .order(ByteOrder.LITTLE_ENDIAN);
        }
        return buffer;
    }

    static byte[] note(String owner, int type, byte[] content) {
        byte[] name = (owner + "\0").getBytes(StandardCharsets.ISO_8859_1);
        Bytes note = new Bytes().u32(0, name.length).u32(4, content.length).u32(8, type);
        note.put(12, name);
        int at = 12 + (name.length + 3) / 4 * 4;
        note.put(at, content).put(at + (content.length + 3) / 4 * 4, new byte[0]);
        return note.toArray();
    }
}
