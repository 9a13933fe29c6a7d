package dev.vmi4j.core.table;

import java.util.List;

/**
 * What is known of a table without its rows.
 *
 * @param name lower case, plural: {@code processes}
 * @param description one sentence: what a row is
 * @param columns in the order in which they are shown
 */
public record TableSchema(String name, String description, List<? extends Column<?>> columns) {
    /** Copies the columns. */
    public TableSchema {
        columns = List.copyOf(columns);
    }
}
