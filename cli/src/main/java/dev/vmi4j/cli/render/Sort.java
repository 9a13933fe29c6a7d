package dev.vmi4j.cli.render;

import dev.vmi4j.core.table.Cell;
import java.util.Comparator;

/**
 * An order of rows.
 *
 * @param column the name of the column that decides
 * @param direction upwards or downwards; rows without a value come last in both
 */
public record Sort(String column, Direction direction) {
    /** Upwards or downwards. */
    public enum Direction {
        /** The least first. */
        ASCENDING,
        /** The greatest first. */
        DESCENDING
    }

    /**
     * Reads an order.
     *
     * @param text a column, with {@code :asc} or {@code :desc} after it or not
     * @return the order
     * @throws QueryException when something else follows the column
     */
    public static Sort parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new Sort(text, Direction.ASCENDING);
        }
        return new Sort(text.substring(0, colon), direction(text.substring(colon + 1)));
    }

    private static Direction direction(String text) {
        return switch (text) {
            case "asc" -> Direction.ASCENDING;
            case "desc" -> Direction.DESCENDING;
            default -> throw new QueryException("a sort order is asc or desc, not '" + text + "'");
        };
    }

    /**
     * Compares cells of one column.
     *
     * @return numbers by value, addresses unsigned, text by code point
     */
    Comparator<Cell> comparator() {
        Comparator<Cell> byValue = direction == Direction.ASCENDING ? Sort::compare : (a, b) -> compare(b, a);
        return Comparator.<Cell>comparingInt(Sort::rank).thenComparing(byValue);
    }

    private static int rank(Cell cell) {
        return switch (cell) {
            case Cell.None _ -> 1;
            case Cell.Unreadable _ -> 2;
            case Cell.Text _, Cell.Texts _, Cell.Count _, Cell.Address _, Cell.Flag _, Cell.Seconds _, Cell.Moment _ ->
                0;
        };
    }

    private static int compare(Cell left, Cell right) {
        return switch (left) {
            case Cell.Count(long a) when right instanceof Cell.Count(long b) -> Long.compare(a, b);
            case Cell.Address(long a) when right instanceof Cell.Address(long b) -> Long.compareUnsigned(a, b);
            case Cell.Seconds(long a) when right instanceof Cell.Seconds(long b) -> Long.compare(a, b);
            case Cell.Moment(var a) when right instanceof Cell.Moment(var b) -> a.compareTo(b);
            default -> CellText.exact(left).compareTo(CellText.exact(right));
        };
    }
}
