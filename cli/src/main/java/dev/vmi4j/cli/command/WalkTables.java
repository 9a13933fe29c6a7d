package dev.vmi4j.cli.command;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.paging.FaultReason;
import dev.vmi4j.core.paging.LevelLayout;
import dev.vmi4j.core.paging.Mapping;
import dev.vmi4j.core.paging.PageFaultException;
import dev.vmi4j.core.paging.PageWalk;
import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.core.table.Table;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The tables of {@code vmi translate}: one row for each address, or one for each entry on the way. */
final class WalkTables {
    private record Entry(PageWalk walk, int index) {
        PageWalk.Step step() {
            return walk.steps().get(index);
        }
    }

    private static final List<Column<PageWalk>> RESULTS = List.of(
            new Column<>("va", ColumnType.ADDRESS, "the virtual address", walk -> Cell.of(walk.va())),
            new Column<>(
                    "pa",
                    ColumnType.ADDRESS,
                    "the guest physical address",
                    walk -> Cell.of(walk.orThrow().translate(walk.va()))),
            new Column<>(
                    "size", ColumnType.NUMBER, "the size of the page in bytes", walk -> page(walk, WalkTables::size)),
            new Column<>(
                    "level",
                    ColumnType.TEXT,
                    "the level whose entry maps the page",
                    walk -> page(walk, mapping -> Cell.of(mapping.level().name()))),
            new Column<>(
                    "kernel_access",
                    ColumnType.TEXT,
                    "what the page tables let the kernel do",
                    walk -> page(
                            walk,
                            mapping -> Cell.of(mapping.attributes().supervisor().toString()))),
            new Column<>(
                    "user_access",
                    ColumnType.TEXT,
                    "what the page tables let user mode do",
                    walk -> page(
                            walk, mapping -> Cell.of(mapping.attributes().user().toString()))));

    private static final List<Column<Entry>> ENTRIES = List.of(
            new Column<>(
                    "va",
                    ColumnType.ADDRESS,
                    "the virtual address",
                    entry -> Cell.of(entry.walk().va())),
            new Column<>(
                    "level",
                    ColumnType.TEXT,
                    "the level of the table",
                    entry -> Cell.of(entry.step().level().name())),
            new Column<>(
                    "index",
                    ColumnType.NUMBER,
                    "the index of the entry in its table",
                    entry -> Cell.of(entry.step().index())),
            new Column<>(
                    "address",
                    ColumnType.ADDRESS,
                    "the guest physical address of the entry",
                    entry -> Cell.of(entry.step().address())),
            new Column<>("entry", ColumnType.ADDRESS, "the entry", WalkTables::value),
            new Column<>("leads_to", ColumnType.TEXT, "what the entry leads to", entry -> Cell.of(leadsTo(entry))));

    private WalkTables() {}

    static Table<PageWalk> results(List<PageWalk> walks) {
        return new Table<>("translations", "the translations of addresses", RESULTS, _ -> walks.stream());
    }

    static Table<?> entries(List<PageWalk> walks) {
        return new Table<>("walk", "the page table entries on the way", ENTRIES, notes -> {
            walks.stream().filter(walk -> walk.mapping().isEmpty()).forEach(walk -> notes.add(fault(walk)));
            return walks.stream().flatMap(WalkTables::entriesOf);
        });
    }

    private static Stream<Entry> entriesOf(PageWalk walk) {
        return IntStream.range(0, walk.steps().size()).mapToObj(index -> new Entry(walk, index));
    }

    private static Cell page(PageWalk walk, Function<Mapping, Cell> value) {
        return walk.mapping().map(value).orElse(Cell.NONE);
    }

    private static Cell size(Mapping mapping) {
        return Cell.of(mapping.size());
    }

    private static Cell value(Entry entry) {
        return isMissing(entry)
                ? new Cell.Unreadable(
                        "the source does not hold the table at " + entry.step().address())
                : new Cell.Address(entry.step().entry());
    }

    private static String leadsTo(Entry entry) {
        boolean last = entry.index() == entry.walk().steps().size() - 1;
        if (last) {
            return entry.walk()
                    .mapping()
                    .map(mapping -> "page " + mapping.pa() + " of " + Addresses.hex(mapping.size()) + " bytes")
                    .orElseGet(
                            () -> "nothing: the address " + reason(entry.walk()).sentence());
        }
        LevelLayout layout = entry.walk().mode().layout(entry.step().level());
        return "table " + Addresses.hex(layout.tableAddress(entry.step().entry()));
    }

    private static boolean isMissing(Entry entry) {
        boolean last = entry.index() == entry.walk().steps().size() - 1;
        return last && entry.walk().mapping().isEmpty() && reason(entry.walk()) == FaultReason.MISSING_TABLE;
    }

    private static FaultReason reason(PageWalk walk) {
        return switch (walk.outcome()) {
            case PageWalk.Faulted(FaultReason reason) -> reason;
            case PageWalk.Mapped _ -> throw new IllegalStateException("the walk reached a page");
        };
    }

    private static String fault(PageWalk walk) {
        return String.valueOf(new PageFaultException(walk, reason(walk)).getMessage());
    }
}
