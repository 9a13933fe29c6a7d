package dev.vmi4j.cli.command;

import dev.vmi4j.cli.console.Messages;
import dev.vmi4j.cli.console.OutputException;
import dev.vmi4j.cli.render.Format;
import dev.vmi4j.cli.render.Heading;
import dev.vmi4j.cli.render.Query;
import dev.vmi4j.cli.render.Summary;
import dev.vmi4j.cli.render.TablePrinter;
import dev.vmi4j.cli.survey.OutputFolder;
import dev.vmi4j.cli.survey.OutputFolder.Existing;
import dev.vmi4j.cli.survey.TableRun;
import dev.vmi4j.cli.survey.TableRuns;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.session.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Writes every table of the guest into a folder, concurrently, with a summary. */
final class AllCommand implements Command {
    private static final String TO = "--to";
    private static final String FORMAT = "--format";
    private static final String FORCE = "--force";
    private static final String SUMMARY = "summary";
    private static final String WORK = "reading every table";

    /** The reasons of unreadable cells have no place in a CSV field, so they get a column. */
    private static final Query EVERYTHING = new Query(
            List.of(Query.EVERY_COLUMN, Heading.UNREADABLE.name()), List.of(), Optional.empty(), OptionalLong.empty());

    private static final List<Format> FORMATS = List.of(Format.JSONL, Format.CSV);
    private static final List<String> FORMAT_NAMES =
            FORMATS.stream().map(AllCommand::name).toList();

    @Override
    public String name() {
        return "all";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(
                name(),
                "Reads every table of the guest at once and writes each into a file of its own. The answer is a summary,"
                        + " which is written there too. A table that fails does not stop the others.");
        ImageOptions.addTo(spec)
                .addOption(Specs.text(TO, "DIR", "The folder for the files; made if need be."))
                .addOption(Specs.choice(
                        List.of(FORMAT),
                        "FORMAT",
                        FORMAT_NAMES,
                        "The format of the files: " + String.join(", ", FORMAT_NAMES) + "."))
                .addOption(Specs.flag(FORCE, "Replace files of the same names in DIR."));
        TableOptions.addTo(spec);
        Specs.examples(
                spec,
                "vmi all image.raw --to tables",
                "vmi all image.elf.zst --to tables --format csv --force -o json");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult options, Context context) {
        Query query = TableOptions.query(options);
        Format output = TableOptions.format(options);
        Format format = format(options);
        OutputFolder folder = new OutputFolder(
                to(options), "." + name(format), options.hasMatchedOption(FORCE) ? Existing.REPLACE : Existing.KEEP);
        try (Session session = ImageOptions.open(options, context)) {
            GuestSystem system = Kernels.require(session, context.console().messages());
            requireFree(folder, system);
            List<TableRun> runs =
                    write(system.tables(), format, folder, context.console().messages());
            Table<TableRun> summary = summary(runs, folder);
            folder.write(SUMMARY, file -> new TablePrinter(format, file).print(summary, everything(format)));
            Answer.show(summary, query, output, context.console());
            return code(runs, context.console().messages());
        }
    }

    private static Format format(ParseResult options) {
        String name = options.matchedOptionValue(FORMAT, FORMAT_NAMES.getFirst());
        return FORMATS.stream()
                .filter(format -> name(format).equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "files are written as " + String.join(" or ", FORMAT_NAMES) + ", not '" + name + "'"));
    }

    private static String name(Format format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    private static Path to(ParseResult options) {
        if (!options.hasMatchedOption(TO)) {
            throw new UsageException("all wants a folder to write into: " + TO + " DIR");
        }
        return ImageOptions.path(options.matchedOptionValue(TO, ""));
    }

    /** Checked before any work is done. */
    private static void requireFree(OutputFolder folder, GuestSystem system) {
        List<Path> inTheWay =
                folder.inTheWay(Stream.concat(system.tables().stream().map(Table::name), Stream.of(SUMMARY))
                        .toList());
        if (!inTheWay.isEmpty()) {
            throw new UsageException(inTheWay.getFirst() + " exists; " + FORCE + " replaces it");
        }
    }

    private static List<TableRun> write(List<Table<?>> tables, Format format, OutputFolder folder, Messages messages) {
        TableRuns runs = new TableRuns(Runtime.getRuntime().availableProcessors(), System::nanoTime);
        try (var _ = messages.during(WORK)) {
            return runs.run(tables, table -> write(table, format, folder));
        }
    }

    private static Summary write(Table<?> table, Format format, OutputFolder folder) {
        return folder.write(table.name(), file -> new TablePrinter(format, file).print(table, everything(format)));
    }

    private static Query everything(Format format) {
        return format == Format.CSV ? EVERYTHING : Query.ALL;
    }

    private static Table<TableRun> summary(List<TableRun> runs, OutputFolder folder) {
        List<Column<TableRun>> columns = List.of(
                new Column<>(
                        "table",
                        ColumnType.TEXT,
                        "the table",
                        run -> Cell.of(run.table().name())),
                new Column<>(
                        "state",
                        ColumnType.TEXT,
                        "complete, gaps (rows or cells may be missing) or failed (it was not written)",
                        run -> Cell.of(run.state().name().toLowerCase(Locale.ROOT))),
                new Column<>(
                        "rows",
                        ColumnType.NUMBER,
                        "rows written",
                        run -> Cell.of(run.summary().rows())),
                new Column<>(
                        "unreadable_cells",
                        ColumnType.NUMBER,
                        "cells that could not be read",
                        run -> Cell.of(run.unreadable())),
                new Column<>(
                        "time", ColumnType.SECONDS, "how long it took", run -> new Cell.Seconds(run.nanoseconds())),
                new Column<>("file", ColumnType.TEXT, "the file it was written into", run -> file(run, folder)),
                new Column<>("notes", ColumnType.LIST, "what is to be said about it", run -> Cell.of(run.notes())));
        return new Table<>(SUMMARY, "the tables that were written", columns, _ -> runs.stream());
    }

    private static Cell file(TableRun run, OutputFolder folder) {
        return run.state() == TableRun.State.FAILED
                ? Cell.NONE
                : Cell.of(folder.file(run.table().name()).toString());
    }

    private static ExitCode code(List<TableRun> runs, Messages messages) {
        tell(runs, messages);
        List<Throwable> failures =
                runs.stream().flatMap(run -> run.failure().stream()).toList();
        if (failures.stream().anyMatch(failure -> !(failure instanceof OutputException))) {
            return ExitCode.INTERNAL;
        }
        if (!failures.isEmpty()) {
            return ExitCode.OUTPUT;
        }
        boolean complete = runs.stream().allMatch(run -> run.state() == TableRun.State.COMPLETE);
        return complete ? ExitCode.OK : ExitCode.PARTIAL;
    }

    private static void tell(List<TableRun> runs, Messages messages) {
        String gaps = named(runs, TableRun.State.GAPS);
        if (!gaps.isEmpty()) {
            messages.note("tables with gaps, see the column notes: " + gaps);
        }
        String failed = named(runs, TableRun.State.FAILED);
        if (!failed.isEmpty()) {
            messages.error("tables that failed, see the column notes: " + failed);
        }
    }

    private static String named(List<TableRun> runs, TableRun.State state) {
        return runs.stream()
                .filter(run -> run.state() == state)
                .map(run -> run.table().name())
                .collect(Collectors.joining(", "));
    }
}
