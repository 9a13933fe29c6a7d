package dev.vmi4j.cli.command;

import dev.vmi4j.cli.render.Filter;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.core.table.TableSchema;
import dev.vmi4j.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Shows a table of the guest system: every table is a command by its own name. */
final class TableCommand implements Command {
    private static final List<String> NAMES = List.of("name", "process");

    private final String name;
    private final String table;
    private final Optional<TableSchema> schema;

    /**
     * A command for a table.
     *
     * @param name the command's name
     * @param table the table's name
     * @param schema what is known of the table without a guest
     */
    TableCommand(String name, String table, Optional<TableSchema> schema) {
        this.name = name;
        this.table = table;
        this.schema = schema;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CommandSpec spec() {
        String what = schema.map(TableSchema::description).orElse("the table " + table + " of the guest");
        CommandSpec spec = Specs.command(name, "Lists " + what + ".");
        ImageOptions.addTo(spec);
        TableOptions.addTo(spec);
        TableOptions.addPidFilter(spec, hasColumn(Filter.PROCESS));
        TableOptions.addNameFilter(spec, nameColumn());
        Specs.examples(spec, examples());
        return spec;
    }

    @Override
    public ExitCode run(ParseResult options, Context context) {
        requireFilters(options);
        var query = TableOptions.filteredQuery(options, nameColumn().orElse(NAMES.getFirst()));
        var format = TableOptions.format(options);
        try (Session session = ImageOptions.open(options, context)) {
            GuestSystem system = Kernels.require(session, context.console().messages());
            return Answer.show(find(system), query, format, context.console());
        }
    }

    private void requireFilters(ParseResult options) {
        if (options.hasMatchedOption(TableOptions.PID) && !hasColumn(Filter.PROCESS)) {
            throw new UsageException(
                    "rows of " + table + " belong to no process, so " + TableOptions.PID + " cannot choose among them");
        }
        if (options.hasMatchedOption(TableOptions.NAME) && nameColumn().isEmpty()) {
            throw new UsageException("rows of " + table + " have no column of names, so " + TableOptions.NAME
                    + " cannot choose among them");
        }
    }

    /** The column that {@code --name} looks at: the row's own name, else that of its process. */
    private Optional<String> nameColumn() {
        return NAMES.stream().filter(this::hasColumn).findFirst();
    }

    private Table<?> find(GuestSystem system) {
        return system.table(table)
                .orElseThrow(() -> new UsageException("a " + system.name() + " guest has no table '" + table
                        + "'; its tables are " + names(system.tables())));
    }

    private static String names(List<Table<?>> tables) {
        return tables.stream().map(Table::name).collect(Collectors.joining(", "));
    }

    /** Without a schema only the guest can tell. */
    private boolean hasColumn(String column) {
        return schema.isEmpty()
                || schema.get().columns().stream().map(Column::name).anyMatch(column::equals);
    }

    private String[] examples() {
        String numbers = hasColumn(Filter.PROCESS)
                ? "vmi " + name + " image.raw --pid 1"
                : "vmi " + name + " image.raw --limit 5";
        return new String[] {
            "vmi " + name + " image.raw", "vmi " + name + " image.elf.zst -o json", numbers,
        };
    }
}
