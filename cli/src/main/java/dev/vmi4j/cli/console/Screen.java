package dev.vmi4j.cli.console;

import java.util.OptionalInt;

/**
 * What standard output is.
 *
 * @param kind a terminal or not
 * @param width columns of the terminal; empty when it is none or does not tell
 * @param style whether colours are welcome
 */
public record Screen(Kind kind, OptionalInt width, Style style) {
    /** A file or a pipe: no colours, no limit. */
    public static final Screen NONE = new Screen(Kind.STREAM, OptionalInt.empty(), Style.PLAIN);

    /** A terminal, which acts on control characters, or not. */
    public enum Kind {
        /** Control characters do something there. */
        TERMINAL,
        /** A file or a pipe. */
        STREAM
    }

    /** Whether colours are welcome. */
    public enum Style {
        /** Colours and weights. */
        COLOURED,
        /** Characters alone. */
        PLAIN
    }
}
