package dev.vmi4j.cli.command;

import java.util.regex.Pattern;

/** Command lines that a reader can paste. */
final class Shell {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,=-]+");

    private Shell() {}

    /** An argument, quoted for a POSIX shell where that is needed. */
    static String quoted(String argument) {
        return PLAIN.matcher(argument).matches() ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
