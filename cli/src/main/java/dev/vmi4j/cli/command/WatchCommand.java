package dev.vmi4j.cli.command;

import dev.vmi4j.cli.render.CellText;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.session.Session;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Reads a table of a running guest again and again, and shows what came and what went. */
final class WatchCommand implements Command {
    private static final String EVERY = "--every";
    private static final String TIMES = "--times";
    private static final String COLUMNS = "--columns";

    @Override
    public String name() {
        return "watch";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(
                name(),
                "Reads a table of a running guest again and again, and prints the rows that came (+) and that went (-)."
                        + " A row that changed went and came.");
        ImageOptions.addTo(spec);
        spec.addPositional(Specs.parameter(1, "TABLE", "The table, for example processes."))
                .addOption(Specs.number(EVERY, "MS", "Milliseconds between two readings; 1000 unless given."))
                .addOption(Specs.number(TIMES, "N", "End after so many readings; without it, never."))
                .addOption(Specs.text(COLUMNS, "LIST", "Compare and show these columns alone, separated by commas."));
        Specs.examples(spec, "vmi watch --qmp SOCKET processes --columns pid,name,state");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult options, Context context) {
        String source = options.matchedPositionalValue(0, "");
        if (!LiveOptions.isLive(source)) {
            throw new UsageException("only a running guest changes: vmi watch --qmp SOCKET TABLE");
        }
        long every = options.<Long>matchedOptionValue(EVERY, 1000L);
        long times = options.<Long>matchedOptionValue(TIMES, Long.MAX_VALUE);
        try (Session session = LiveOptions.attached(source, options, context)) {
            GuestSystem system = Kernels.require(session, context.console().messages());
            String name = options.matchedPositionalValue(1, "");
            Table<?> table = system.table(name)
                    .orElseThrow(() -> new UsageException("a " + system.name() + " guest has no table '" + name + "'"));
            List<String> columns =
                    List.of(options.matchedOptionValue(COLUMNS, "").split(",", -1));
            Set<String> before = read(session, table, columns);
            for (long i = 1; i < times; i++) {
                LockSupport.parkNanos(Duration.ofMillis(every).toNanos());
                Set<String> now = read(session, table, columns);
                difference("- ", before, now, context);
                difference("+ ", now, before, context);
                context.console().output().flush();
                before = now;
            }
        }
        return ExitCode.OK;
    }

    private static void difference(String mark, Set<String> rows, Set<String> others, Context context) {
        rows.stream()
                .filter(row -> !others.contains(row))
                .forEach(row -> context.console().output().line(mark + row));
    }

    private static Set<String> read(Session session, Table<?> table, List<String> columns) {
        try (var _ = session.pause()) {
            return rows(table, columns);
        }
    }

    private static <R> Set<String> rows(Table<R> table, List<String> columns) {
        List<Column<R>> shown = table.columns().stream()
                .filter(column -> columns.equals(List.of("")) || columns.contains(column.name()))
                .toList();
        Set<String> rows = new LinkedHashSet<>();
        table.rows(new TableNotes()).forEach(row -> rows.add(text(shown, row)));
        return rows;
    }

    private static <R> String text(List<Column<R>> columns, R row) {
        return String.join(
                "  ",
                columns.stream()
                        .map(column -> column.name() + "=" + cell(column.cell(row)))
                        .toList());
    }

    private static String cell(Cell cell) {
        return CellText.safe(cell);
    }
}
