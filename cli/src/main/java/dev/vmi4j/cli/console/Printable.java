package dev.vmi4j.cli.console;

import java.util.Formatter;

/**
 * Makes text from a guest safe to show: a terminal must not act on it and a reader must not be deceived. Control
 * characters, unpaired surrogates, and characters that are invisible or turn the direction of writing become escapes
 * ({@code \n}, {@code \x1b}, <code>&#92;u202e</code>), a backslash becomes two; everything else stays.
 */
public final class Printable {
    private Printable() {}

    /**
     * The text with escapes.
     *
     * @param text any text
     * @return the same object when nothing needs an escape
     */
    public static String text(String text) {
        if (text.codePoints().noneMatch(Printable::needsEscape)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(codePoint -> append(escaped, codePoint));
        return escaped.toString();
    }

    /**
     * Whether a character must not be shown as it is, apart from a backslash.
     *
     * @param codePoint a Unicode code point
     * @return true for control, format and private characters, separators of lines, and unpaired surrogates
     */
    public static boolean isUnsafe(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static boolean needsEscape(int codePoint) {
        return codePoint == '\\' || isUnsafe(codePoint);
    }

    private static void append(StringBuilder escaped, int codePoint) {
        if (needsEscape(codePoint)) {
            escaped.append(escape(codePoint));
        } else {
            escaped.appendCodePoint(codePoint);
        }
    }

    private static String escape(int codePoint) {
        return switch (codePoint) {
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> numbered(codePoint);
        };
    }

    private static String numbered(int codePoint) {
        String form = codePoint < 0x100 ? "\\x%02x" : codePoint < 0x1_0000 ? "\\u%04x" : "\\U%08x";
        return new Formatter().format(form, codePoint).toString();
    }
}
