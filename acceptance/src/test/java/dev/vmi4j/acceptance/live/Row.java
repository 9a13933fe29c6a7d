package dev.vmi4j.acceptance.live;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.core.table.TableNotes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A row of a table with its cells by column. */
public record Row(Map<String, Cell> cells) {

    /** All rows of a table. */
    public static <R> List<Row> all(Table<R> table, TableNotes notes) {
        return table.rows(notes).map(row -> of(table.columns(), row)).toList();
    }

    private static <R> Row of(List<Column<R>> columns, R row) {
        Map<String, Cell> cells = new HashMap<>();
        columns.forEach(column -> cells.put(column.name(), column.cell(row)));
        return new Row(cells);
    }

    public Cell cell(String column) {
        return Objects.requireNonNull(cells.get(column), () -> "no column " + column + " in " + cells.keySet());
    }

    public long number(String column) {
        return ((Cell.Count) cell(column)).value();
    }

    public String text(String column) {
        return ((Cell.Text) cell(column)).value();
    }
}
