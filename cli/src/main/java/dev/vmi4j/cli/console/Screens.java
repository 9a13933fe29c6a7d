package dev.vmi4j.cli.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Finds out what the standard streams are. */
final class Screens {
    static final int STANDARD_OUTPUT = 1;
    static final int STANDARD_ERROR = 2;

    private static final Pattern TERMINAL = Pattern.compile("/dev/(pts/.*|tty.*|console)");

    private Screens() {}

    static Screen standardOutput(Map<String, String> environment) {
        if (!isTerminal(STANDARD_OUTPUT)) {
            return Screen.NONE;
        }
        return new Screen(Screen.Kind.TERMINAL, width(environment), style(environment));
    }

    /** From /proc where that says it, which starts far sooner than a call of the C library. */
    static boolean isTerminal(int descriptor) {
        return link(descriptor)
                .map(target -> TERMINAL.matcher(target).matches())
                .orElseGet(() -> NativeTerminal.is(descriptor));
    }

    /** What a descriptor leads to; empty where there is no /proc, and when the descriptor is closed. */
    private static Optional<String> link(int descriptor) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString());
        } catch (IOException | UnsupportedOperationException _) {
            // Not known from here: the C library is asked then.
            return Optional.empty();
        }
    }

    /** See https://no-color.org: any non-empty value switches colours off. */
    static Screen.Style style(Map<String, String> environment) {
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "dumb").equals("dumb");
        return plain ? Screen.Style.PLAIN : Screen.Style.COLOURED;
    }

    static OptionalInt width(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        if (columns.matches("[1-9][0-9]{0,3}")) {
            return OptionalInt.of(Integer.parseInt(columns));
        }
        return NativeTerminal.columns(STANDARD_OUTPUT);
    }
}
