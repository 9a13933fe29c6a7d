package dev.vmi4j.core.table;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A table: typed columns and a lazy, bounded generator of rows. Immutable; its rows can be generated any number of
 * times, by many threads at once.
 *
 * @param name lower case, plural: {@code processes}
 * @param description one sentence: what a row is
 * @param columns in the order in which they are shown
 * @param generator makes the rows, and notes why there are none or fewer than there should be
 * @param processes the identifiers of the processes that a row belongs to; empty where the column {@code pid}, if there
 *     is one, says it
 * @param <R> the row
 */
public record Table<R>(
        String name,
        String description,
        List<Column<R>> columns,
        Function<TableNotes, Stream<R>> generator,
        Optional<Function<R, LongStream>> processes) {
    /** Copies the columns. */
    public Table {
        columns = List.copyOf(columns);
    }

    /**
     * A table whose rows belong to the process of their column {@code pid}, or to none.
     *
     * @param name lower case, plural
     * @param description one sentence: what a row is
     * @param columns in the order in which they are shown
     * @param generator makes the rows
     */
    public Table(String name, String description, List<Column<R>> columns, Function<TableNotes, Stream<R>> generator) {
        this(name, description, columns, generator, Optional.empty());
    }

    /**
     * Generates the rows.
     *
     * @param notes receives what is to be said about the rows as a whole
     * @return the rows, lazily
     */
    public Stream<R> rows(TableNotes notes) {
        return generator.apply(notes);
    }

    /**
     * What is known of this table without its rows.
     *
     * @return name, description and columns
     */
    public TableSchema schema() {
        return new TableSchema(name, description, columns);
    }
}
