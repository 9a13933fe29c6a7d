package dev.vmi4j.cli.command;

import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.EntryField;
import dev.vmi4j.core.paging.Mapping;
import dev.vmi4j.core.paging.PagingMode;
import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.core.table.Table;
import java.util.ArrayList;
import java.util.List;

/** The table of mapped pages. */
final class PageTable {
    private static final List<Column<Mapping>> BEFORE = List.of(
            new Column<>("va", ColumnType.ADDRESS, "the first virtual address", page -> Cell.of(page.va())),
            new Column<>("pa", ColumnType.ADDRESS, "the first guest physical address", page -> Cell.of(page.pa())),
            new Column<>("size", ColumnType.NUMBER, "the size in bytes", page -> Cell.of(page.size())),
            new Column<>(
                    "level",
                    ColumnType.TEXT,
                    "the level whose entry maps the page",
                    page -> Cell.of(page.level().name())),
            new Column<>("entry", ColumnType.ADDRESS, "that entry", page -> new Cell.Address(page.entry())));

    private static final List<Column<Mapping>> AFTER = List.of(
            new Column<>(
                    "kernel_access",
                    ColumnType.TEXT,
                    "what all levels together let the kernel do",
                    page -> Cell.of(page.attributes().supervisor().toString())),
            new Column<>(
                    "user_access",
                    ColumnType.TEXT,
                    "what all levels together let user mode do",
                    page -> Cell.of(page.attributes().user().toString())));

    private PageTable() {}

    static Table<Mapping> of(AddressSpace space, VaRange range) {
        return new Table<>(
                "pagetables",
                "the pages that are mapped",
                columns(space.mode()),
                notes -> Pages.of(space, range, notes));
    }

    private static List<Column<Mapping>> columns(PagingMode mode) {
        List<Column<Mapping>> columns = new ArrayList<>(BEFORE);
        for (EntryField field : mode.attributeRule().fields()) {
            columns.add(column(mode, field));
        }
        columns.addAll(AFTER);
        return columns;
    }

    private static Column<Mapping> column(PagingMode mode, EntryField field) {
        return field.width() == 1
                ? new Column<>(
                        field.name(), ColumnType.FLAG, field.description(), page -> Cell.of(field.of(mode, page) != 0))
                : new Column<>(
                        field.name(), ColumnType.NUMBER, field.description(), page -> Cell.of(field.of(mode, page)));
    }
}
