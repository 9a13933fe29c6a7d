package dev.vmi4j.cli.render;

import java.util.regex.Pattern;

/** Patterns as shells have them: {@code *} for any text, {@code ?} for one character, {@code \} before a literal one. */
public final class Glob {
    private Glob() {}

    /**
     * Makes a regular expression of a pattern.
     *
     * @param glob the pattern; matches the whole text, letter case counts
     * @return the regular expression
     */
    public static Pattern compile(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '\\' && i + 1 < glob.length()) {
                regex.append(Pattern.quote(String.valueOf(glob.charAt(++i))));
            } else {
                regex.append(translate(c));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static String translate(char c) {
        return switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(String.valueOf(c));
        };
    }
}
