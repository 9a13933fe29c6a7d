package dev.vmi4j.cli.render;

import dev.vmi4j.cli.console.Output;
import dev.vmi4j.cli.console.OutputException;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.core.table.TableNotes;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Writes tables, row by row. */
public final class TablePrinter {
    private final Format format;
    private final Output output;

    /**
     * A printer.
     *
     * @param format how to write
     * @param output where to
     */
    public TablePrinter(Format format, Output output) {
        this.format = format;
        this.output = output;
    }

    /**
     * Writes a table. What fails in the middle ends it with a note; the rows before it stand.
     *
     * @param table the table
     * @param query what to show of it
     * @param <R> the row
     * @return what is to be said about it
     * @throws QueryException when the query asks for what the table does not have
     * @throws OutputException when the answer cannot be written
     */
    public <R> Summary print(Table<R> table, Query query) {
        Selection<R> selection = new Selection<>(table, query, format == Format.TABLE);
        return run(table, selection, format.renderer(selection.headings(), output));
    }

    /**
     * Makes every cell of a table and writes none: to know what can be read.
     *
     * @param table the table
     * @param <R> the row
     * @return what is to be said about it
     */
    public static <R> Summary examine(Table<R> table) {
        return run(table, new Selection<>(table, Query.ALL, false), Renderer.NOWHERE);
    }

    private static <R> Summary run(Table<R> table, Selection<R> selection, Renderer renderer) {
        GapCounter gaps = new GapCounter(selection.headings());
        TableNotes notes = new TableNotes();
        long rows = 0;
        try (Stream<R> generated = table.rows(notes)) {
            Iterator<List<Cell>> cells = selection.cells(generated).iterator();
            while (cells.hasNext()) {
                List<Cell> row = cells.next();
                gaps.count(row);
                renderer.row(row);
                rows++;
            }
        } catch (OutputException e) {
            throw e;
        } catch (VmiException e) {
            notes.add(String.valueOf(e.getMessage()));
        }
        selection.undecided().ifPresent(notes::add);
        renderer.end();
        return new Summary(rows, gaps.gaps(), notes.gaps(), notes.explanations());
    }
}
