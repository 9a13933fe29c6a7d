package dev.vmi4j.cli.command;

import java.util.Optional;

/** Up to 16 bytes of guest memory, some of which may not be readable. */
final class DumpLine {
    static final int WIDTH = 16;

    private final long address;
    private final short[] bytes;
    private final Optional<String> reason;

    /** Values are 0 to 255, or -1 for a byte that could not be read; the array is kept. */
    DumpLine(long address, short[] bytes, Optional<String> reason) {
        this.address = address;
        this.bytes = bytes;
        this.reason = reason;
    }

    long address() {
        return address;
    }

    int length() {
        return bytes.length;
    }

    short[] values() {
        return bytes.clone();
    }

    /** Why the first unreadable byte could not be read; empty when all could. */
    Optional<String> reason() {
        return reason;
    }

    boolean isReadable(int index) {
        return bytes[index] >= 0;
    }

    int unreadable() {
        int count = 0;
        for (short value : bytes) {
            count += value < 0 ? 1 : 0;
        }
        return count;
    }

    /** Two digits for each byte, {@code ??} where it could not be read. */
    String hex(int index) {
        return isReadable(index) ? String.format("%02x", bytes[index]) : "??";
    }

    /** Printable ASCII, a dot for any other byte, a space where it could not be read. */
    String text() {
        StringBuilder text = new StringBuilder(bytes.length);
        for (short value : bytes) {
            text.append(value < 0 ? ' ' : value >= 0x20 && value < 0x7f ? (char) value : '.');
        }
        return text.toString();
    }
}
