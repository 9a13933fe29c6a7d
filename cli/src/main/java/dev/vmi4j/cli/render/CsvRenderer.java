package dev.vmi4j.cli.render;

import dev.vmi4j.cli.console.Output;
import dev.vmi4j.cli.console.Printable;
import dev.vmi4j.cli.console.Screen;
import dev.vmi4j.core.table.Cell;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Comma-separated values as RFC 4180 defines them: a header, lines that end in CR LF. No value and an unreadable one are
 * empty fields; empty text is {@code ""}. Text is exact, except on a terminal, where it must be safe.
 */
final class CsvRenderer implements Renderer {
    private final Output output;
    private final boolean terminal;

    CsvRenderer(List<Heading> headings, Output output) {
        this.output = output;
        this.terminal = output.screen().kind() == Screen.Kind.TERMINAL;
        line(headings.stream().map(heading -> quoted(heading.name())).toList());
    }

    @Override
    public void row(List<Cell> cells) {
        line(cells.stream().map(this::field).toList());
    }

    @Override
    public void end() {
        // Every line was written as it came.
    }

    private void line(List<String> fields) {
        output.print(fields.stream().collect(Collectors.joining(",", "", "\r\n")));
    }

    private String field(Cell cell) {
        String exact = CellText.exact(cell);
        return switch (cell) {
            case Cell.None _, Cell.Unreadable _ -> "";
            case Cell.Text _, Cell.Texts _ -> quoted(terminal ? Printable.text(exact) : exact);
            case Cell.Count _, Cell.Address _, Cell.Flag _, Cell.Seconds _, Cell.Moment _ -> exact;
        };
    }

    private static String quoted(String text) {
        boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
