package dev.vmi4j.core.table;

import dev.vmi4j.core.error.VmiException;
import java.util.function.Function;

/**
 * A column of a table.
 *
 * @param name lower case, words joined by {@code _}; the key in JSON and the header elsewhere
 * @param type the type of its values
 * @param description one sentence: what it is, its unit, the kernel field it comes from
 * @param value makes the value from a row; what it cannot read it throws
 * @param detail whether it is of use to few: left out where rows are printed for people, unless they ask for it
 * @param <R> the row
 */
public record Column<R>(String name, ColumnType type, String description, Function<R, Cell> value, boolean detail) {
    /**
     * A column that is always shown.
     *
     * @param name lower case, words joined by {@code _}
     * @param type the type of its values
     * @param description one sentence
     * @param value makes the value from a row
     */
    public Column(String name, ColumnType type, String description, Function<R, Cell> value) {
        this(name, type, description, value, false);
    }

    /**
     * The same column, left out where rows are printed for people.
     *
     * @return a copy
     */
    public Column<R> asDetail() {
        return new Column<>(name, type, description, value, true);
    }

    /**
     * The value of this column in a row.
     *
     * @param row the row
     * @return the cell; unreadable with the reason when making it failed
     */
    public Cell cell(R row) {
        try {
            return value.apply(row);
        } catch (VmiException e) {
            return new Cell.Unreadable(String.valueOf(e.getMessage()));
        }
    }
}
