package dev.vmi4j.os.linux.table;

import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.core.table.TableSchema;
import dev.vmi4j.os.linux.kernel.Kernel;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * A table of the Linux layer, defined without a guest; {@link LinuxTables} lists them.
 *
 * @param name lower case, plural
 * @param description one sentence: what a row is
 * @param columns in the order in which they are shown
 * @param generator makes the rows of a kernel, and notes why there are none or fewer than there should be
 * @param <R> the row
 */
public record LinuxTable<R>(
        String name, String description, List<Column<R>> columns, BiFunction<Kernel, TableNotes, Stream<R>> generator) {
    /** Copies the columns. */
    public LinuxTable {
        columns = List.copyOf(columns);
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
     * @return the table
     */
    public Table<R> over(Kernel kernel) {
        return new Table<>(name, description, columns, notes -> generator.apply(kernel, notes));
    }
}
