package dev.vmi4j.cli.render;

import dev.vmi4j.cli.console.Printable;
import java.util.HexFormat;

/** JSON text in which everything is escaped that a terminal might act on; a reader gets back the exact text. */
final class JsonText {
    private JsonText() {}

    static boolean isPlain(String text) {
        return text.codePoints().noneMatch(Printable::isUnsafe);
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 16).append('"');
        text.codePoints().forEach(codePoint -> append(quoted, codePoint));
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, int codePoint) {
        if (codePoint == '"' || codePoint == '\\') {
            quoted.append('\\').append((char) codePoint);
        } else if (Printable.isUnsafe(codePoint)) {
            for (char unit : Character.toChars(codePoint)) {
                quoted.append("\\u").append(HexFormat.of().toHexDigits(unit));
            }
        } else {
            quoted.appendCodePoint(codePoint);
        }
    }
}
