package dev.vmi4j.cli.command;

import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.session.Report;
import dev.vmi4j.session.Session;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Says what an image is and what was found in it. */
final class InfoCommand implements Command {
    private static final List<Column<Report.Line>> COLUMNS = List.of(
            new Column<>("property", ColumnType.TEXT, "what was found out", line -> Cell.of(line.property())),
            new Column<>("value", ColumnType.TEXT, "what it is", line -> Cell.of(line.value())),
            new Column<>("how", ColumnType.TEXT, "the evidence", line -> Cell.of(line.how())));

    @Override
    public String name() {
        return "info";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(
                name(), "Says what an image is, which kernel is in it, and how each thing was found out.");
        TableOptions.addTo(ImageOptions.addTo(spec));
        Specs.examples(spec, "vmi info image.raw", "vmi info image.kdump -o json");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult options, Context context) {
        var query = TableOptions.query(options);
        var format = TableOptions.format(options);
        try (Session session = ImageOptions.open(options, context)) {
            Optional<GuestSystem> system =
                    Kernels.find(session, context.console().messages());
            ExitCode shown = Answer.show(table(session), query, format, context.console());
            if (system.isEmpty()) {
                context.console().messages().error(Errors.noKernel(session.reasons()));
                return ExitCode.KERNEL;
            }
            return shown;
        }
    }

    private static Table<Report.Line> table(Session session) {
        return new Table<>("info", "what was found out", COLUMNS, _ -> Report.of(session).stream());
    }
}
