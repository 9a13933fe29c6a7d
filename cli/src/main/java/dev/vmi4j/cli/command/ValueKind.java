package dev.vmi4j.cli.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What to take memory for. */
enum ValueKind {
    HEX,
    U8,
    U16,
    U32,
    U64,
    PTR,
    STRING,
    UTF16;

    static List<String> names() {
        return Arrays.stream(values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    static ValueKind parse(String text) {
        if (!names().contains(text)) {
            throw new UsageException(
                    "memory cannot be read as '" + text + "'; it can as " + String.join(", ", names()));
        }
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    boolean isText() {
        return this == STRING || this == UTF16;
    }

    /** The size of a value in bytes; 0 for what has no size of its own. */
    int size(int pointerSize) {
        return switch (this) {
            case U8 -> 1;
            case U16 -> 2;
            case U32 -> 4;
            case U64 -> 8;
            case PTR -> pointerSize;
            case HEX, STRING, UTF16 -> 0;
        };
    }
}
