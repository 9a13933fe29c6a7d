package dev.vmi4j.cli.render;

import dev.vmi4j.cli.console.Printable;
import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.table.Cell;
import java.math.BigDecimal;

/** Values as text: exact for machines, safe for people. */
public final class CellText {
    private static final int NANO_DIGITS = 9;

    private CellText() {}

    /** The value as it is, empty where there is none or it could not be read. */
    static String exact(Cell cell) {
        return switch (cell) {
            case Cell.Text(var value) -> value;
            case Cell.Count(long value) -> Long.toString(value);
            case Cell.Address(long value) -> Addresses.hex(value);
            case Cell.Flag(boolean value) -> Boolean.toString(value);
            case Cell.Seconds(long nanoseconds) -> seconds(nanoseconds).toPlainString();
            case Cell.Moment(var value) -> value.toString();
            case Cell.Texts(var values) -> String.join(" ", values);
            case Cell.None _, Cell.Unreadable _ -> "";
        };
    }

    /**
     * The value for people.
     *
     * @param cell the value
     * @return a dash where there is none, {@code ??} where it could not be read
     */
    public static String safe(Cell cell) {
        return switch (cell) {
            case Cell.Text(var value) -> value.isEmpty() ? "\"\"" : Printable.text(value);
            case Cell.Texts(var values) -> values.isEmpty() ? "-" : Printable.text(String.join(" ", values));
            case Cell.Flag(boolean value) -> value ? "yes" : "no";
            case Cell.None _ -> "-";
            case Cell.Unreadable _ -> "??";
            case Cell.Count _, Cell.Address _, Cell.Seconds _, Cell.Moment _ -> exact(cell);
        };
    }

    static BigDecimal seconds(long nanoseconds) {
        return BigDecimal.valueOf(nanoseconds, NANO_DIGITS);
    }
}
