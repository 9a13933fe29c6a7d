package dev.vmi4j.cli.render;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A query bound to a table: makes cells from its rows. */
final class Selection<R> {
    private final Table<R> table;
    private final Query query;
    private final List<Heading> headings = new ArrayList<>();
    private final List<Column<R>> columns = new ArrayList<>();
    private final List<Condition<R>> conditions = new ArrayList<>();
    private long undecided;
    private String undecidedReason = "";

    /** A selection; without a word of the query, columns of detail are left out where people read. */
    Selection(Table<R> table, Query query, boolean forPeople) {
        this.table = table;
        this.query = query;
        if (query.columns().isEmpty()) {
            table.columns().stream()
                    .filter(column -> !forPeople || !column.detail())
                    .forEach(this::add);
        } else {
            query.columns().forEach(this::add);
        }
        query.filters().forEach(filter -> conditions.add(condition(filter)));
        query.sort().ifPresent(sort -> column(sort.column()));
    }

    List<Heading> headings() {
        return headings;
    }

    Stream<List<Cell>> cells(Stream<R> rows) {
        Stream<R> chosen = rows.filter(this::accepts);
        Stream<R> ordered = query.sort().map(sort -> sorted(chosen, sort)).orElse(chosen);
        Stream<R> limited =
                query.limit().isPresent() ? ordered.limit(query.limit().getAsLong()) : ordered;
        return limited.map(this::cells);
    }

    private void add(String name) {
        if (name.equals(Heading.UNREADABLE.name())) {
            headings.add(Heading.UNREADABLE);
        } else if (name.equals(Query.EVERY_COLUMN)) {
            table.columns().forEach(this::add);
        } else {
            add(column(name));
        }
    }

    private void add(Column<R> column) {
        headings.add(new Heading(column.name(), column.type()));
        columns.add(column);
    }

    private Column<R> column(String name) {
        return table.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new QueryException("table " + table.name() + " has no column '" + name
                        + "'; its columns are "
                        + table.columns().stream().map(Column::name).collect(Collectors.joining(", "))));
    }

    /** Whether a row is wanted; fails when that cannot be read. */
    private interface Condition<R> {
        boolean holds(R row);
    }

    private Condition<R> condition(Filter filter) {
        return switch (filter) {
            case Filter.OnColumn(var column, var condition) -> condition(column(column), condition);
            case Filter.OfProcess(long pid) ->
                table.processes()
                        .<Condition<R>>map(
                                processes -> row -> processes.apply(row).anyMatch(process -> process == pid))
                        .orElseGet(() -> condition(
                                column(Filter.PROCESS),
                                cell -> cell instanceof Cell.Count(long value) && value == pid));
        };
    }

    private Condition<R> condition(Column<R> column, Predicate<Cell> condition) {
        return row -> {
            Cell cell = column.cell(row);
            if (cell instanceof Cell.Unreadable(String reason)) {
                throw new VmiException(reason);
            }
            return condition.test(cell);
        };
    }

    private boolean accepts(R row) {
        try {
            return conditions.stream().allMatch(condition -> condition.holds(row));
        } catch (VmiException e) {
            undecidedReason = undecided++ == 0 ? String.valueOf(e.getMessage()) : undecidedReason;
            return false;
        }
    }

    /** What is to be said about rows of which the filters could not tell whether they are wanted. */
    Optional<String> undecided() {
        return undecided == 0
                ? Optional.empty()
                : Optional.of("the filters left out " + (undecided == 1 ? "a row" : undecided + " rows")
                        + " of which they cannot tell; first: " + undecidedReason);
    }

    /** Each row's deciding cell is made once: it may be costly, and a torn guest must not answer twice differently. */
    private Stream<R> sorted(Stream<R> rows, Sort sort) {
        Column<R> column = column(sort.column());
        record Keyed<R>(Cell key, R row) {}
        return rows.map(row -> new Keyed<>(column.cell(row), row))
                .sorted(Comparator.comparing(Keyed::key, sort.comparator()))
                .map(Keyed::row);
    }

    private List<Cell> cells(R row) {
        List<Cell> made = columns.stream().map(column -> column.cell(row)).collect(Collectors.toList());
        int index = headings.indexOf(Heading.UNREADABLE);
        if (index >= 0) {
            made.add(index, reasons(made));
        }
        return made;
    }

    private Cell reasons(List<Cell> cells) {
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i) instanceof Cell.Unreadable(String reason)) {
                reasons.add(columns.get(i).name() + ": " + reason);
            }
        }
        return reasons.isEmpty() ? Cell.NONE : Cell.of(String.join("; ", reasons));
    }
}
