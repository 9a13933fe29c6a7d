package dev.vmi4j.cli.command;

import dev.vmi4j.cli.console.Messages;
import dev.vmi4j.cli.render.Format;
import dev.vmi4j.cli.render.Query;
import dev.vmi4j.cli.render.TablePrinter;
import dev.vmi4j.cli.survey.Check;
import dev.vmi4j.cli.survey.Diagnosis;
import dev.vmi4j.cli.survey.TableRun;
import dev.vmi4j.cli.survey.TableRuns;
import dev.vmi4j.core.os.Finding;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.session.OpenException;
import dev.vmi4j.session.Session;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Says what was detected in an image and how, what is missing, what that costs, and what to do about it. */
final class DoctorCommand implements Command {
    private static final String WORK = "looking at every table";

    @Override
    public String name() {
        return "doctor";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(
                name(),
                "Says what was detected in an image and how, what is missing, what that costs, and what to do about it."
                        + " Every table is tried.");
        TableOptions.addTo(ImageOptions.addTo(spec));
        Specs.examples(
                spec, "vmi doctor image.raw", "vmi doctor image.raw -o json", "vmi doctor image.raw --columns all");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult options, Context context) {
        Query query = TableOptions.query(options);
        Format format = TableOptions.format(options);
        Examined examined = examine(options, context);
        String image = Shell.quoted(options.matchedPositionalValue(0, ""));
        if (format == Format.TABLE && query.equals(Query.ALL)) {
            new DoctorText(context.console().output()).write(examined.checks(), image);
        } else {
            Answer.show(table(examined.checks(), image), query, format, context.console());
        }
        return examined.code();
    }

    private record Examined(List<Check> checks, ExitCode code) {}

    private static Examined examine(ParseResult options, Context context) {
        try (Session session = ImageOptions.open(options, context)) {
            Messages messages = context.console().messages();
            List<TableRun> runs = Kernels.find(session, messages)
                    .map(system -> runs(system, messages))
                    .orElse(List.of());
            List<Check> checks = Diagnosis.of(session, runs);
            return new Examined(checks, session.system().isEmpty() ? ExitCode.KERNEL : code(checks));
        } catch (OpenException e) {
            return new Examined(Diagnosis.of(e), ExitCode.IMAGE);
        }
    }

    private static List<TableRun> runs(GuestSystem system, Messages messages) {
        try (var _ = messages.during(WORK)) {
            return new TableRuns(Runtime.getRuntime().availableProcessors(), System::nanoTime)
                    .run(system.tables(), TablePrinter::examine);
        }
    }

    private static ExitCode code(List<Check> checks) {
        if (checks.stream().anyMatch(check -> check.status() == Check.Status.FAILED)) {
            return ExitCode.INTERNAL;
        }
        return checks.stream().allMatch(check -> check.status() == Check.Status.OK) ? ExitCode.OK : ExitCode.PARTIAL;
    }

    private static Table<Check> table(List<Check> checks, String image) {
        List<Column<Check>> columns = List.of(
                text("subject", "what was looked at", Check::subject),
                text(
                        "status",
                        "ok, missing, gaps (parts of it could not be read) or failed (a defect of vmi)",
                        check -> status(check.status())),
                text("found", "what was found", Check::found),
                text("how", "the evidence, or why it is not whole", Check::how),
                optional(
                        "costs",
                        "what cannot be done because of it",
                        check -> check.lack().map(Finding.Lack::costs)),
                optional("remedy", "what to do about it", check -> check.lack().map(lack -> remedy(lack, image))));
        return new Table<>("checks", "what was looked at", columns, _ -> checks.stream());
    }

    static String status(Check.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    static String remedy(Finding.Lack lack, String image) {
        return lack.remedy().replace("IMAGE", image);
    }

    private static Column<Check> text(String name, String description, Function<Check, String> text) {
        return new Column<>(name, ColumnType.TEXT, description, check -> Cell.of(text.apply(check)));
    }

    private static Column<Check> optional(String name, String description, Function<Check, Optional<String>> text) {
        return new Column<>(
                name,
                ColumnType.TEXT,
                description,
                check -> text.apply(check).map(Cell::of).orElse(Cell.NONE));
    }
}
