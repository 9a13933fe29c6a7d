package dev.vmi4j.cli.render;

/** How many columns of a terminal text takes. */
final class TextWidth {
    private static final String ELLIPSIS = "\u2026";

    private TextWidth() {}

    static int of(String text) {
        return text.codePoints().map(TextWidth::of).sum();
    }

    /** The text, or as much of its beginning as fits with an ellipsis after it. */
    static String cut(String text, int width) {
        if (of(text) <= width) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int used = 1;
        for (int index = 0; index < text.length(); ) {
            int codePoint = text.codePointAt(index);
            used += of(codePoint);
            if (used > width) {
                break;
            }
            kept.appendCodePoint(codePoint);
            index += Character.charCount(codePoint);
        }
        return kept.append(ELLIPSIS).toString();
    }

    private static int of(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    /** The blocks whose characters are wide in every terminal: East Asian scripts, full-width forms, emoji. */
    private static boolean isWide(int codePoint) {
        return codePoint >= 0x1100
                && (codePoint <= 0x115f
                        || codePoint >= 0x2e80 && codePoint <= 0xa4cf
                        || codePoint >= 0xac00 && codePoint <= 0xd7a3
                        || codePoint >= 0xf900 && codePoint <= 0xfaff
                        || codePoint >= 0xff00 && codePoint <= 0xff60
                        || codePoint >= 0x1f300 && codePoint <= 0x1faff
                        || codePoint >= 0x2_0000 && codePoint <= 0x3_ffff);
    }
}
