package dev.vmi4j.cli.render;

import dev.vmi4j.core.table.ColumnType;

/**
 * The head of a column that is shown.
 *
 * @param name the key in JSON and the header elsewhere
 * @param type the type of its values
 */
public record Heading(String name, ColumnType type) {
    /**
     * A column that every table has though none lists it: which other columns of the row could not be read, and why.
     */
    public static final Heading UNREADABLE = new Heading("unreadable", ColumnType.TEXT);

    boolean alignsRight() {
        return switch (type) {
            case NUMBER, ADDRESS, SECONDS -> true;
            case TEXT, FLAG, INSTANT, LIST -> false;
        };
    }

    /** Whether a value may be cut to fit a terminal. */
    boolean mayBeCut() {
        return switch (type) {
            case TEXT, LIST -> true;
            case NUMBER, ADDRESS, SECONDS, FLAG, INSTANT -> false;
        };
    }
}
