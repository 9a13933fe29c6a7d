package dev.vmi4j.cli.command;

import dev.vmi4j.cli.console.Printable;
import dev.vmi4j.cli.render.Format;
import dev.vmi4j.cli.render.Glob;
import dev.vmi4j.cli.render.Query;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.session.Session;
import dev.vmi4j.symbols.type.NamedType;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Shows the layout of a type, or lists types. */
final class TypesCommand implements Command {
    private static final String LIST = "--list";
    private static final String EXPAND = "--expand";

    @Override
    public String name() {
        return "types";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command(
                name(),
                "Shows a type of the kernel with the offset and size of every member, bit fields and unused bytes; or lists"
                        + " the types that have a name.");
        ImageOptions.addTo(spec)
                .addPositional(Specs.optionalParameter(
                        1, "NAME", "A type: task_struct, 'struct list_head', 'enum pid_type', u64, ..."))
                .addOption(Specs.text(LIST, "GLOB", "List types of this name; * and ? stand for any text."))
                .addOption(Specs.flag(EXPAND, "Open embedded structures too."));
        TableOptions.addTo(spec);
        Specs.examples(
                spec,
                "vmi types image.raw task_struct",
                "vmi types image.raw 'union thread_union' --expand",
                "vmi types image.raw --list '*_operations'",
                "vmi types image.raw list_head -o json");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult options, Context context) {
        Query query = TableOptions.query(options);
        Format format = TableOptions.format(options);
        boolean lists = options.hasMatchedOption(LIST);
        if (lists == options.hasMatchedPositional(1)) {
            throw new UsageException("give either the NAME of a type or " + LIST + " GLOB");
        }
        try (Session session = ImageOptions.open(options, context)) {
            TypeCatalog catalog =
                    Catalogs.of(Kernels.require(session, context.console().messages()));
            return lists
                    ? Answer.show(TypeTables.list(catalog, pattern(options)), query, format, context.console())
                    : show(catalog, options, query, format, context);
        }
    }

    private static Predicate<String> pattern(ParseResult options) {
        Pattern pattern = Glob.compile(options.matchedOptionValue(LIST, "*"));
        return pattern.asMatchPredicate();
    }

    /** C for people, unless they ask for columns; the table of members for everything else. */
    private static ExitCode show(
            TypeCatalog catalog, ParseResult options, Query query, Format format, Context context) {
        List<NamedType> types = Catalogs.find(catalog, options.matchedPositionalValue(1, ""));
        StructItems.Depth depth =
                options.hasMatchedOption(EXPAND) ? StructItems.Depth.EVERYTHING : StructItems.Depth.ANONYMOUS;
        if (format == Format.TABLE && query.equals(Query.ALL)) {
            types.forEach(type -> context.console().output().print(safe(TypeText.of(catalog, type, depth))));
            return ExitCode.OK;
        }
        Table<?> table = TypeTables.members(catalog, types, depth);
        return Answer.show(table, query, format, context.console());
    }

    private static String safe(String text) {
        StringBuilder safe = new StringBuilder();
        text.lines().forEach(line -> safe.append(Printable.text(line)).append('\n'));
        return safe.toString();
    }
}
