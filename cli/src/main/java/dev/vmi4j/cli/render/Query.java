package dev.vmi4j.cli.render;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What to show of a table.
 *
 * @param columns their names, in the order in which they are shown; empty for all
 *     that the format shows unasked
 * @param filters conditions that a row must all meet; a row of which that cannot be read is left out and noted
 * @param sort the order; without one rows come as the table generates them, and at once
 * @param limit the most rows to show, after sorting
 */
public record Query(List<String> columns, List<Filter> filters, Optional<Sort> sort, OptionalLong limit) {
    /** Stands among the names of columns for all of them. */
    public static final String EVERY_COLUMN = "all";

    /** Everything. */
    public static final Query ALL = new Query(List.of(), List.of(), Optional.empty(), OptionalLong.empty());

    /** Copies the lists. */
    public Query {
        columns = List.copyOf(columns);
        filters = List.copyOf(filters);
    }
}
