package dev.vmi4j.tools.search;

import dev.vmi4j.core.error.VmiException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds a regular expression over bytes. */
final class RegexNeedle extends Needle {
    /** How many characters an expression may look at in a window before it counts as one that never ends. */
    private static final long PATIENCE = 1L << 32;

    /** How far behind the longest match an expression can look. */
    private static final int AHEAD = 64;

    private final Pattern pattern;

    private RegexNeedle(Pattern pattern) {
        this.pattern = pattern;
    }

    static RegexNeedle of(String expression) {
        return new RegexNeedle(Pattern.compile(expression, Pattern.DOTALL));
    }

    @Override
    int reach() {
        return LONGEST - 1 + AHEAD;
    }

    @Override
    boolean consumes() {
        return true;
    }

    @Override
    void find(byte[] window, int from, int to, int end, Matches found) {
        Matcher matcher = pattern.matcher(new Bytes(window, end));
        matcher.useAnchoringBounds(false).useTransparentBounds(true).region(from, end);
        try {
            while (matcher.find() && matcher.start() < to) {
                int start = matcher.start();
                int length = matcher.end() - start;
                if (length > 0 && !found.add(start, Math.min(length, LONGEST))) {
                    return;
                }
                if (length > LONGEST) {
                    matcher.region(start + LONGEST, end);
                }
            }
        } catch (StackOverflowError e) {
            throw new VmiException(
                    "the regular expression needs more stack than there is; make its repetitions bounded");
        }
    }

    /** A character for each byte; counts how often it is asked. */
    private static final class Bytes implements CharSequence {
        private final byte[] window;
        private final int end;
        private long asked;

        Bytes(byte[] window, int end) {
            this.window = window;
            this.end = end;
        }

        @Override
        public int length() {
            return end;
        }

        @Override
        public char charAt(int index) {
            if (++asked > PATIENCE) {
                throw new VmiException("the regular expression takes too long; make its repetitions bounded");
            }
            return (char) (window[index] & 0xff);
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            throw new AssertionError("a matcher does not ask for groups here");
        }
    }
}
