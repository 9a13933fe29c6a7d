package dev.vmi4j.cli.render;

import dev.vmi4j.core.table.Cell;
import java.util.function.Predicate;

/**
 * A condition on a column: rows whose value there does not meet it are left out.
 *
 * @param column the name of the column
 * @param condition on its value
 */
public record Filter(String column, Predicate<Cell> condition) {
    /**
     * Rows whose column holds a number.
     *
     * @param column the name of the column
     * @param number the number
     * @return the filter
     */
    public static Filter number(String column, long number) {
        return new Filter(column, cell -> cell instanceof Cell.Count(long value) && value == number);
    }

    /**
     * Rows whose column holds text of a pattern.
     *
     * @param column the name of the column
     * @param glob the pattern, see {@link Glob}
     * @return the filter
     */
    public static Filter text(String column, String glob) {
        var pattern = Glob.compile(glob);
        return new Filter(
                column,
                cell -> cell instanceof Cell.Text(String value)
                        && pattern.matcher(value).matches());
    }
}
