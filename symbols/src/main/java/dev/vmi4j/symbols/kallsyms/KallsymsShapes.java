package dev.vmi4j.symbols.kallsyms;

import dev.vmi4j.core.memory.LittleEndian;
import java.util.Optional;

/** Recognises the token table and the names in the bytes that end where the token index begins. */
final class KallsymsShapes {
    private static final int MIN_SYMBOLS = 256;
    private static final int PER_MARKER = 256;
    private static final int MAX_PADDING = 8;

    /** Names walked in vain before the search gives up; a real image needs a few. */
    private static final int MAX_WALKED = 1 << 27;

    private final byte[] image;
    private final int tokens;
    private final KallsymsNames names;
    private int walked;

    private KallsymsShapes(byte[] image, int tokens) {
        this.image = image;
        this.tokens = tokens;
        this.names = new KallsymsNames(image);
    }

    /**
     * Where the token table begins.
     *
     * @param image bytes that end where the token index begins
     * @param index holds the token index
     * @param at where in it
     * @param last where in the table the last token begins
     * @return an index into the image, or -1
     */
    static int tokenTable(byte[] image, byte[] index, int at, int last) {
        int highest = image.length - last - 2;
        int lowest = Math.max(0, highest - KallsymsTokens.MAX_TOKEN - MAX_PADDING);
        for (int start = highest & -Integer.BYTES; start >= lowest; start -= Integer.BYTES) {
            if (isTokenTable(image, start, index, at)) {
                return start;
            }
        }
        return -1;
    }

    /** Every token but the last ends in a NUL right before the next one begins, and has none inside. */
    private static boolean isTokenTable(byte[] image, int start, byte[] index, int at) {
        int begin = start;
        for (int token = 1; token < KallsymsTokens.COUNT; token++) {
            int next = start + (LittleEndian.getShort(index, at + token * Short.BYTES) & 0xffff);
            if (next > image.length || firstNul(image, begin, next) != next - 1) {
                return false;
            }
            begin = next;
        }
        return firstNul(image, begin, image.length) > begin;
    }

    private static int firstNul(byte[] image, int from, int to) {
        for (int at = from; at < to; at++) {
            if (image[at] == 0) {
                return at;
            }
        }
        return -1;
    }

    /**
     * The count and the names behind it, searched downwards from the token table.
     *
     * @param image holds them
     * @param tokens where the token table begins
     * @return the nearest whose markers agree
     */
    static Optional<Names> names(byte[] image, int tokens) {
        return new KallsymsShapes(image, tokens).names();
    }

    private Optional<Names> names() {
        for (int at = (tokens & -Integer.BYTES) - Long.BYTES; at >= 0 && walked < MAX_WALKED; at -= Integer.BYTES) {
            int count = LittleEndian.getInt(image, at);
            if (count < MIN_SYMBOLS || count > (tokens - at) / 2) {
                continue;
            }
            for (int start = at + Integer.BYTES; start <= at + Long.BYTES; start += Integer.BYTES) {
                if (markersAgree(count, start)) {
                    return Optional.of(new Names(at, count, start));
                }
            }
        }
        return Optional.empty();
    }

    /** Walks the names, then compares every 256th one's place with the table behind them. */
    private boolean markersAgree(int count, int start) {
        int[] markers = new int[(count + PER_MARKER - 1) / PER_MARKER];
        int at = start;
        for (int symbol = 0; symbol < count; symbol++) {
            if (symbol % PER_MARKER == 0) {
                markers[symbol / PER_MARKER] = at - start;
            }
            at = names.end(at);
            walked++;
            if (at < 0 || at > tokens) {
                return false;
            }
        }
        return hasMarkers(at + 3 & -4, markers) || hasMarkers(at + 7 & -8, markers);
    }

    private boolean hasMarkers(int at, int[] markers) {
        if (at + (long) markers.length * Integer.BYTES > tokens) {
            return false;
        }
        for (int i = 0; i < markers.length; i++) {
            if (LittleEndian.getInt(image, at + i * Integer.BYTES) != markers[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * The names of an image.
     *
     * @param at where their count is
     * @param count how many there are
     * @param start where they begin
     */
    record Names(int at, int count, int start) {}
}
