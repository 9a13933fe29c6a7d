package dev.vmi4j.tools.search;

import dev.vmi4j.core.memory.LittleEndian;
import java.util.Arrays;

/**
 * Finds bytes: looks for the rarest one of them, eight places at once, and compares the rest where it is.
 */
final class BytesNeedle extends Needle {
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH = 0x8080_8080_8080_8080L;
    private static final int STEP = 4 * Long.BYTES;

    private final byte[] bytes;
    private final int rarest;

    BytesNeedle(byte[] bytes) {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("nothing to look for");
        }
        this.bytes = bytes.clone();
        this.rarest = rarest(bytes);
    }

    @Override
    int reach() {
        return bytes.length - 1;
    }

    @Override
    boolean consumes() {
        return false;
    }

    @Override
    void find(byte[] window, int from, int to, int end, Matches found) {
        int last = Math.min(to, end - bytes.length + 1) + rarest;
        long pattern = ONES * (bytes[rarest] & 0xff);
        int at = from + rarest;
        for (; at <= last - STEP; at += STEP) {
            long first = zeros(LittleEndian.getLong(window, at) ^ pattern);
            long second = zeros(LittleEndian.getLong(window, at + 8) ^ pattern);
            long third = zeros(LittleEndian.getLong(window, at + 16) ^ pattern);
            long fourth = zeros(LittleEndian.getLong(window, at + 24) ^ pattern);
            if ((first | second | third | fourth) != 0) {
                compare(window, at, first, found);
                compare(window, at + 8, second, found);
                compare(window, at + 16, third, found);
                compare(window, at + 24, fourth, found);
            }
        }
        for (; at < last; at++) {
            compare(window, at, found);
        }
    }

    /** The high bit of each byte that is zero, and of some above it that may not be. */
    private static long zeros(long value) {
        return value - ONES & ~value & HIGH;
    }

    private void compare(byte[] window, int at, long candidates, Matches found) {
        for (long left = candidates; left != 0; left &= left - 1) {
            compare(window, at + (Long.numberOfTrailingZeros(left) >> 3), found);
        }
    }

    private void compare(byte[] window, int at, Matches found) {
        int start = at - rarest;
        if (window[at] == bytes[rarest] && Arrays.equals(window, start, start + bytes.length, bytes, 0, bytes.length)) {
            found.add(start, bytes.length);
        }
    }

    private static int rarest(byte... bytes) {
        int best = 0;
        for (int i = 1; i < bytes.length; i++) {
            if (rank(bytes[i]) < rank(bytes[best])) {
                best = i;
            }
        }
        return best;
    }

    /** How often a byte is met in memory, roughly: zeros most, then small numbers and all ones, then text. */
    private static int rank(byte value) {
        int unsigned = value & 0xff;
        if (unsigned == 0) {
            return 100;
        }
        if (unsigned == 0xff) {
            return 80;
        }
        if (unsigned < 0x10 || unsigned == ' ' || unsigned == 'e' || unsigned == 't' || unsigned == 0x48) {
            return 60;
        }
        boolean lower = unsigned >= 'a' && unsigned <= 'z';
        return lower ? 40 : unsigned < 0x80 ? 20 : 10;
    }
}
