package dev.vmi4j.tools.search;

/** What to look for. Immutable and thread-safe. */
public abstract sealed class Needle permits BytesNeedle, RegexNeedle {
    /** The longest match of a regular expression, in bytes. */
    public static final int LONGEST = 4096;

    Needle() {}

    /**
     * Bytes.
     *
     * @param bytes at least one
     * @return found wherever they are, also where they overlap themselves
     * @throws IllegalArgumentException when there is none
     */
    public static Needle bytes(byte... bytes) {
        return new BytesNeedle(bytes);
    }

    /**
     * A regular expression over bytes, each of which is a character from U+0000 to U+00FF.
     *
     * @param expression as {@link java.util.regex.Pattern} takes it; {@code .} matches every byte; matches of no length do
     *     not count; one longer than {@link #LONGEST} is cut there, and the search goes on behind the cut. What is up to
     *     64 bytes before a match, or behind the longest one, can be looked at
     * @return found from left to right, no match overlapping another
     * @throws java.util.regex.PatternSyntaxException when it is none
     */
    public static Needle regex(String expression) {
        return RegexNeedle.of(expression);
    }

    /** The most bytes that a match has behind its first one. */
    abstract int reach();

    /** Whether a match ends the search of the bytes in it. */
    abstract boolean consumes();

    /**
     * Looks for matches that begin in a part of a window.
     *
     * @param window the bytes; those before the part are there to look back at
     * @param from where the part begins
     * @param to where the part ends
     * @param end where the window ends
     * @param found receives them, ascending
     */
    abstract void find(byte[] window, int from, int to, int end, Matches found);
}
