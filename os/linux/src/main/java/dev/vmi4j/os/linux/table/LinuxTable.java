package dev.vmi4j.os.linux.table;

import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.core.table.TableSchema;
import dev.vmi4j.os.linux.kernel.Kernel;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A table of the Linux layer, defined without a guest; {@link LinuxTables} lists them.
 *
 * @param name lower case, plural
 * @param description one sentence: what a row is
 * @param columns in the order in which they are shown
 * @param generator makes the rows of a kernel, and notes why there are none or fewer than there should be
 * @param processes the identifiers of the processes that a row belongs to; empty where the column {@code pid}, if there
 *     is one, says it
 * @param <R> the row
 */
public record LinuxTable<R>(
        String name,
        String description,
        List<Column<R>> columns,
        BiFunction<Kernel, TableNotes, Stream<R>> generator,
        Optional<Function<R, LongStream>> processes) {
    /** Copies the columns. */
    public LinuxTable {
        columns = List.copyOf(columns);
    }

    /**
     * A table whose rows belong to the process of their column {@code pid}, or to none.
     *
     * @param name lower case, plural
     * @param description one sentence: what a row is
     * @param columns in the order in which they are shown
     * @param generator makes the rows of a kernel
     */
    public LinuxTable(
            String name,
            String description,
            List<Column<R>> columns,
            BiFunction<Kernel, TableNotes, Stream<R>> generator) {
        this(name, description, columns, generator, Optional.empty());
    }

    /**
     * The same table, whose rows belong to more processes than the column {@code pid} shows.
     *
     * @param belongsTo the identifiers of the processes that a row belongs to
     * @return a copy
     */
    LinuxTable<R> ofProcesses(Function<R, LongStream> belongsTo) {
        return new LinuxTable<>(name, description, columns, generator, Optional.of(belongsTo));
    }

    /**
     * What is known of the table without a guest.
     *
     * @return name, description and columns
     */
    public TableSchema schema() {
        return new TableSchema(name, description, columns);
    }

    /**
     * The table of a guest.
     *
     * @param kernel its kernel
     * @return the table, which fails with a {@link dev.vmi4j.os.linux.kernel.MissingTypesException} when it is read from a
     *     kernel without types
     */
    public Table<R> over(Kernel kernel) {
        return new Table<>(name, description, columns, notes -> rows(kernel, notes), processes);
    }

    private Stream<R> rows(Kernel kernel, TableNotes notes) {
        kernel.requireTypes();
        return generator.apply(kernel, notes);
    }
}
