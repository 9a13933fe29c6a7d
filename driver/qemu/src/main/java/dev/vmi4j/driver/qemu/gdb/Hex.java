package dev.vmi4j.driver.qemu.gdb;

import java.util.HexFormat;

/** Bytes and numbers as the protocol writes them: two digits per byte, registers little-endian. */
final class Hex {
    private static final HexFormat FORMAT = HexFormat.of();

    private Hex() {}

    static byte[] bytes(String digits) {
        try {
            return FORMAT.parseHex(digits);
        } catch (IllegalArgumentException e) {
            throw protocol(digits, e);
        }
    }

    static String text(byte... bytes) {
        return FORMAT.formatHex(bytes);
    }

    static long number(String digits) {
        try {
            return Long.parseUnsignedLong(digits, 16);
        } catch (NumberFormatException e) {
            throw protocol(digits, e);
        }
    }

    /** A little-endian number of up to 8 bytes. */
    static long littleEndian(String digits) {
        byte[] bytes = bytes(digits);
        if (bytes.length > Long.BYTES) throw new GdbProtocolException("a number of more than 64 bits", digits);
        long value = 0;
        for (int i = bytes.length - 1; i >= 0; i--) value = value << 8 | bytes[i] & 0xff;
        return value;
    }

    static String littleEndian(long value, int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) bytes[i] = i < Long.BYTES ? (byte) (value >>> 8 * i) : 0;
        return text(bytes);
    }

    private static GdbProtocolException protocol(String digits, Exception cause) {
        var error = new GdbProtocolException("hexadecimal digits were expected", digits);
        error.initCause(cause);
        return error;
    }
}
