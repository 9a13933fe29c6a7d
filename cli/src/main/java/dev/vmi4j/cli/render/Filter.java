package dev.vmi4j.cli.render;

import dev.vmi4j.core.table.Cell;
import java.util.function.Predicate;

/** A condition on rows: those that do not meet it are left out. */
public sealed interface Filter {
    /**
     * Rows whose column holds a value that meets a condition.
     *
     * @param column the name of the column
     * @param condition on its value
     */
    record OnColumn(String column, Predicate<Cell> condition) implements Filter {}

    /**
     * Rows that belong to a process: by what the table says of its rows, else by the column {@link #PROCESS}.
     *
     * @param pid process identifier
     */
    record OfProcess(long pid) implements Filter {}

    /** The column that names the process of a row. */
    String PROCESS = "pid";

    /**
     * Rows whose column holds text of a pattern.
     *
     * @param column the name of the column
     * @param glob the pattern, see {@link Glob}
     * @return the filter
     */
    static Filter text(String column, String glob) {
        var pattern = Glob.compile(glob);
        return new OnColumn(
                column,
                cell -> cell instanceof Cell.Text(String value)
                        && pattern.matcher(value).matches());
    }
}
