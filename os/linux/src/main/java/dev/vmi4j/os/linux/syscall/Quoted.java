package dev.vmi4j.os.linux.syscall;

import dev.vmi4j.core.memory.GuestMemory;

/** Bytes of a guest as text in quotes, with C's escapes, shortened where they are many. */
final class Quoted {
    /** As many bytes of a buffer as are shown. */
    static final int BUFFER = 32;
    /** The longest path of Linux, {@code PATH_MAX}. */
    static final int PATH = 4096;

    private Quoted() {}

    /** A buffer. */
    static String buffer(GuestMemory memory, long address, long length) {
        int shown = Math.clamp(length, 0, BUFFER);
        return of(memory.readBytes(address, shown), shown) + (length > shown ? "..." : "");
    }

    /** Text up to its NUL. Reads no page beyond the one where it ends. */
    static String text(GuestMemory memory, long address, int limit) {
        byte[] bytes = new byte[limit];
        for (int i = 0; i < limit; i++) {
            bytes[i] = memory.readByte(address + i);
            if (bytes[i] == 0) {
                return of(bytes, i);
            }
        }
        return of(bytes, limit) + "...";
    }

    static String of(byte[] bytes, int length) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < length; i++) {
            append(text, bytes[i], i + 1 < length ? bytes[i + 1] : 0);
        }
        return text.append('"').toString();
    }

    private static void append(StringBuilder text, byte value, byte next) {
        switch (value) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                if (value >= ' ' && value < 127) {
                    text.append((char) value);
                } else {
                    text.append((next >= '0' && next <= '9' ? "\\%03o" : "\\%o").formatted(value & 0xff));
                }
            }
        }
    }
}
