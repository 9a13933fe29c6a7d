package dev.vmi4j.cli.command;

import dev.vmi4j.cli.console.Output;
import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.core.table.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Shows lines of memory: for people as {@code hexdump -C} does, for machines as a table. */
final class HexDump {
    private static final List<Column<DumpLine>> COLUMNS = List.of(
            new Column<>(
                    "address",
                    ColumnType.ADDRESS,
                    "the address of the first byte",
                    line -> new Cell.Address(line.address())),
            new Column<>(
                    "bytes",
                    ColumnType.TEXT,
                    "up to 16 bytes in hexadecimal, ?? where one could not be read",
                    line -> cell(line, hex(line))),
            new Column<>("text", ColumnType.TEXT, "the bytes as ASCII", line -> cell(line, line.text())));

    private HexDump() {}

    static Table<DumpLine> table(DumpReader reader) {
        return new Table<>(
                "memory",
                "lines of memory",
                COLUMNS,
                notes -> reader.lines().onClose(() -> reader.gap().ifPresent(notes::add)));
    }

    /** A line that is the same as the one before becomes an asterisk, once. */
    static void print(DumpReader reader, Output output) {
        String form = Long.compareUnsigned(reader.end() - 1, 0xffff_ffffL) > 0 ? "%016x" : "%08x";
        var lines = reader.lines().iterator();
        String previous = "";
        boolean skipping = false;
        while (lines.hasNext()) {
            DumpLine line = lines.next();
            String content = content(line);
            boolean same = content.equals(previous) && lines.hasNext();
            if (!same) {
                output.line(String.format(form, line.address()) + "  " + content);
            } else if (!skipping) {
                output.line("*");
            }
            skipping = same;
            previous = content;
        }
        output.line(String.format(form, reader.end()));
    }

    private static String content(DumpLine line) {
        String left = hex(line, 0, DumpLine.WIDTH / 2);
        String right = hex(line, DumpLine.WIDTH / 2, DumpLine.WIDTH);
        return String.format("%-23s  %-23s  |%s|", left, right, line.text());
    }

    private static String hex(DumpLine line, int from, int to) {
        return IntStream.range(from, Math.min(to, line.length()))
                .mapToObj(line::hex)
                .collect(Collectors.joining(" "));
    }

    private static String hex(DumpLine line) {
        return IntStream.range(0, line.length()).mapToObj(line::hex).collect(Collectors.joining());
    }

    /** A line without any readable byte is unreadable; in others the missing bytes show. */
    private static Cell cell(DumpLine line, String text) {
        Optional<String> reason = line.reason();
        return reason.isPresent() && line.unreadable() == line.length()
                ? new Cell.Unreadable(reason.get())
                : Cell.of(text);
    }
}
