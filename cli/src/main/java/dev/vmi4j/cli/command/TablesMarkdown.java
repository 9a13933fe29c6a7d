package dev.vmi4j.cli.command;

import dev.vmi4j.cli.console.Output;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.TableSchema;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The tables and their columns as a page of Markdown: {@code docs/tables.md}. */
final class TablesMarkdown {
    private static final String INTRODUCTION = """
            # Tables

            <!-- Generated from the code; regenerate it with: ./vmi tables --markdown > docs/tables.md -->

            Every table is a command: `vmi processes IMAGE`. [cli.md](cli.md) says how the types are written in each format, and how rows are chosen and
            sorted. The structures and fields in parentheses are those of the kernel that a value comes from. Columns marked *detail* are left out of the
            format `table`, unless `--columns` asks for them. Any cell can be unreadable where memory is torn; `-o json` then says why.

            """;

    private TablesMarkdown() {}

    static void write(List<TableSchema> schemas, Output output) {
        output.print(INTRODUCTION);
        output.line(schemas.stream()
                .map(schema -> "[" + schema.name() + "](#" + schema.name() + ")")
                .collect(Collectors.joining(", ")));
        schemas.forEach(schema -> write(schema, output));
        output.flush();
    }

    private static void write(TableSchema schema, Output output) {
        output.print("\n## " + schema.name() + "\n\n" + sentence(schema.description()) + "\n\n");
        output.print("| column | type | meaning |\n|---|---|---|\n");
        schema.columns().forEach(column -> output.line(row(column)));
    }

    private static String sentence(String description) {
        return Character.toUpperCase(description.charAt(0)) + description.substring(1) + ".";
    }

    private static String row(Column<?> column) {
        String type = column.type().name().toLowerCase(Locale.ROOT);
        return "| `" + column.name() + "` | " + type + (column.detail() ? ", *detail*" : "") + " | "
                + escaped(column.description()) + " |";
    }

    /** What Markdown would take for markup in a cell: bars, angle brackets, asterisks, and underscores of names. */
    private static String escaped(String text) {
        return text.replaceAll("([|<>*_\\[\\]`\\\\])", "\\\\$1");
    }
}
