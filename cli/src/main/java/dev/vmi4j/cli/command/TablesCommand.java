package dev.vmi4j.cli.command;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.core.table.TableSchema;
import dev.vmi4j.session.Session;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Lists the tables and their columns. */
final class TablesCommand implements Command {
    private static final String MARKDOWN = "--markdown";

    private record Line(TableSchema table, Column<?> column) {}

    private static final List<Column<Line>> COLUMNS = List.of(
            column(
                    "table",
                    "the table, which is a command too",
                    line -> line.table().name()),
            column("column", "its column", line -> line.column().name()),
            column(
                    "type",
                    "the type of the column's values",
                    line -> line.column().type().name().toLowerCase(Locale.ROOT)),
            column("meaning", "what the values mean", line -> line.column().description()));

    private static Column<Line> column(String name, String description, Function<Line, String> text) {
        return new Column<>(name, ColumnType.TEXT, description, line -> Cell.of(text.apply(line)));
    }

    @Override
    public String name() {
        return "tables";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(
                name(),
                "Lists the tables that guests have, with their columns; with an image, those of its guest. Each table is"
                        + " a command.");
        spec.addPositional(Specs.optionalParameter(0, "IMAGE", "A memory image."));
        spec.addOption(Specs.flag(MARKDOWN, "Write a page of Markdown, as docs/tables.md is."));
        TableOptions.addTo(ImageOptions.addLogging(ImageOptions.addOpening(spec)));
        Specs.examples(spec, "vmi tables", "vmi tables image.raw --columns table,column");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult options, Context context) {
        var query = TableOptions.query(options);
        var format = TableOptions.format(options);
        List<TableSchema> schemas = schemas(options, context);
        if (options.hasMatchedOption(MARKDOWN)) {
            TablesMarkdown.write(schemas, context.console().output());
            return ExitCode.OK;
        }
        return Answer.show(table(schemas), query, format, context.console());
    }

    private static List<TableSchema> schemas(ParseResult options, Context context) {
        if (!options.hasMatchedPositional(0)) {
            return context.schemas();
        }
        try (Session session = ImageOptions.open(options, context)) {
            return Kernels.require(session, context.console().messages()).tables().stream()
                    .map(Table::schema)
                    .toList();
        }
    }

    private static Table<Line> table(List<TableSchema> schemas) {
        Stream<Line> lines =
                schemas.stream().flatMap(table -> table.columns().stream().map(column -> new Line(table, column)));
        return new Table<>("tables", "the tables and their columns", COLUMNS, _ -> lines);
    }
}
