package dev.vmi4j.symbols.btf;

import dev.vmi4j.symbols.MalformedSymbolsException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** The strings of a blob, read in place. */
final class BtfStrings {
    /** Kernels allow 512; longer ones are hostile. */
    private static final int MAX_NAME = 4096;

    private final MemorySegment bytes;
    private final long start;
    private final int length;

    BtfStrings(MemorySegment bytes, BtfHeader header) {
        this.bytes = bytes;
        this.start = header.strings();
        this.length = header.stringsLength();
    }

    int length() {
        return length;
    }

    String get(int offset) {
        check(offset);
        int limit = Math.min(length - offset, MAX_NAME + 1);
        int end = 0;
        while (end < limit && bytes.get(ValueLayout.JAVA_BYTE, start + offset + end) != 0) {
            end++;
        }
        if (end == limit) {
            throw malformed(offset, "a name does not end");
        }
        byte[] name = bytes.asSlice(start + offset, end).toArray(ValueLayout.JAVA_BYTE);
        return new String(name, StandardCharsets.UTF_8);
    }

    boolean equal(int offset, byte[] name) {
        if (offset < 0 || length - offset <= name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (bytes.get(ValueLayout.JAVA_BYTE, start + offset + i) != name[i]) {
                return false;
            }
        }
        return bytes.get(ValueLayout.JAVA_BYTE, start + offset + name.length) == 0;
    }

    /** The hash of a name in a copy of the blob, equal to {@link #hash(byte[])} of its bytes. */
    int hash(byte[] copy, int offset) {
        check(offset);
        int hash = 0;
        int end = (int) start + Math.min(length, offset + MAX_NAME);
        for (int at = (int) start + offset; at < end && copy[at] != 0; at++) {
            hash = hash * 31 + copy[at];
        }
        return mix(hash);
    }

    static int hash(byte[] name) {
        int hash = 0;
        for (byte one : name) {
            hash = hash * 31 + one;
        }
        return mix(hash);
    }

    private static int mix(int hash) {
        int mixed = hash * 0x9e37_79b9;
        return mixed ^ mixed >>> 15;
    }

    private void check(int offset) {
        if (offset < 0 || offset >= length) {
            throw malformed(offset, "a name lies outside the strings");
        }
    }

    private MalformedSymbolsException malformed(int offset, String problem) {
        return new MalformedSymbolsException(Btf.FORMAT, start + (offset & 0xffff_ffffL), problem);
    }
}
