package dev.vmi4j.cli.command;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.Mapping;
import dev.vmi4j.core.paging.PageAttributes;
import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.core.table.Table;
import java.util.List;
import java.util.stream.Gatherer;

/** The table of runs of neighbouring pages with the same rights. */
final class RegionTable {
    private record Region(Va start, long size, long pages, PageAttributes attributes) {
        static Region of(Mapping page) {
            return new Region(page.va(), page.size(), 1, page.attributes());
        }

        boolean continuedBy(Mapping page) {
            return start.value() + size == page.va().value()
                    && attributes.supervisor().equals(page.attributes().supervisor())
                    && attributes.user().equals(page.attributes().user());
        }

        Region plus(Mapping page) {
            return new Region(start, size + page.size(), pages + 1, attributes);
        }
    }

    private static final List<Column<Region>> COLUMNS = List.of(
            new Column<>("start", ColumnType.ADDRESS, "the first virtual address", region -> Cell.of(region.start())),
            new Column<>(
                    "end",
                    ColumnType.ADDRESS,
                    "the last virtual address",
                    region -> new Cell.Address(region.start().value() + region.size() - 1)),
            new Column<>("size", ColumnType.NUMBER, "the size in bytes", region -> Cell.of(region.size())),
            new Column<>("pages", ColumnType.NUMBER, "the number of pages", region -> Cell.of(region.pages())),
            new Column<>(
                    "kernel_access",
                    ColumnType.TEXT,
                    "what all levels together let the kernel do",
                    region -> Cell.of(region.attributes().supervisor().toString())),
            new Column<>(
                    "user_access",
                    ColumnType.TEXT,
                    "what all levels together let user mode do",
                    region -> Cell.of(region.attributes().user().toString())));

    private RegionTable() {}

    static Table<?> of(AddressSpace space, VaRange range) {
        return new Table<>(
                "pagetables",
                "the ranges that are mapped with the same rights",
                COLUMNS,
                notes -> Pages.of(space, range, notes).gather(merging()));
    }

    private static Gatherer<Mapping, ?, Region> merging() {
        return Gatherer.ofSequential(
                () -> new Region[1],
                Gatherer.Integrator.ofGreedy((held, page, downstream) -> {
                    Region open = held[0];
                    if (open != null && open.continuedBy(page)) {
                        held[0] = open.plus(page);
                        return true;
                    }
                    held[0] = Region.of(page);
                    return open == null || downstream.push(open);
                }),
                (held, downstream) -> {
                    if (held[0] != null) {
                        downstream.push(held[0]);
                    }
                });
    }
}
