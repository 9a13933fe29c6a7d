package dev.vmi4j.cli.command;

import dev.vmi4j.cli.render.Filter;
import dev.vmi4j.cli.render.Format;
import dev.vmi4j.cli.render.Query;
import dev.vmi4j.cli.render.Sort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options of everything that shows a table. */
final class TableOptions {
    static final String PID = "--pid";
    static final String NAME = "--name";

    private static final String OUTPUT = "--output";
    private static final String COLUMNS = "--columns";
    private static final String SORT = "--sort";
    private static final String LIMIT = "--limit";
    private static final List<String> FORMATS = Arrays.stream(Format.values())
            .map(format -> format.name().toLowerCase(Locale.ROOT))
            .toList();

    private TableOptions() {}

    static CommandSpec addTo(CommandSpec spec) {
        return spec.addOption(Specs.choice(
                        List.of("-o", OUTPUT),
                        "FORMAT",
                        FORMATS,
                        "How to write the answer: " + String.join(", ", FORMATS) + "."))
                .addOption(OptionSpec.builder(COLUMNS)
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .splitRegex(",")
                        .paramLabel("COLUMN")
                        .description("Show these columns in this order, separated by commas; 'all' stands for every"
                                + " one (the format table leaves out those of detail), 'unreadable' adds why others"
                                + " could not be read.")
                        .build())
                .addOption(Specs.text(SORT, "COLUMN[:desc]", "Sort by this column."))
                .addOption(Specs.number(LIMIT, "N", "Show at most this many rows."));
    }

    /** The option that chooses rows by their process; out of sight where no row has one. */
    static CommandSpec addPidFilter(CommandSpec spec, boolean shown) {
        return spec.addOption(hidden(Specs.number(PID, "N", "Show what belongs to this process alone."), shown));
    }

    /** The option that chooses rows by a name; out of sight where no row has one. */
    static CommandSpec addNameFilter(CommandSpec spec, Optional<String> column) {
        String description =
                "Show rows of this name alone (column " + column.orElse("name") + "); * and ? stand for any text.";
        return spec.addOption(hidden(Specs.text(NAME, "GLOB", description), column.isPresent()));
    }

    private static OptionSpec hidden(OptionSpec option, boolean shown) {
        return option.toBuilder().hidden(!shown).build();
    }

    static Format format(ParseResult options) {
        String name = options.matchedOptionValue(OUTPUT, FORMATS.getFirst());
        if (!FORMATS.contains(name)) {
            throw new UsageException(
                    "there is no format '" + name + "'; the formats are " + String.join(", ", FORMATS));
        }
        return Format.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** Columns, order and limit. */
    static Query query(ParseResult options) {
        return query(options, List.of());
    }

    /** Columns, order and limit, and the filters of a command that has them. */
    static Query filteredQuery(ParseResult options, String nameColumn) {
        List<Filter> filters = new ArrayList<>();
        if (options.hasMatchedOption(PID)) {
            filters.add(new Filter.OfProcess(options.<Long>matchedOptionValue(PID, 0L)));
        }
        if (options.hasMatchedOption(NAME)) {
            filters.add(Filter.text(nameColumn, options.matchedOptionValue(NAME, "")));
        }
        return query(options, filters);
    }

    private static Query query(ParseResult options, List<Filter> filters) {
        List<String> columns = options.matchedOptionValue(COLUMNS, List.of());
        Optional<Sort> sort = options.hasMatchedOption(SORT)
                ? Optional.of(Sort.parse(options.matchedOptionValue(SORT, "")))
                : Optional.empty();
        return new Query(columns, filters, sort, limit(options));
    }

    private static OptionalLong limit(ParseResult options) {
        if (!options.hasMatchedOption(LIMIT)) {
            return OptionalLong.empty();
        }
        long limit = options.<Long>matchedOptionValue(LIMIT, 0L);
        if (limit < 0) {
            throw new UsageException(LIMIT + " wants a number of rows, not " + limit);
        }
        return OptionalLong.of(limit);
    }
}
