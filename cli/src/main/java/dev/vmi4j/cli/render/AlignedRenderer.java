package dev.vmi4j.cli.render;

import dev.vmi4j.cli.console.Output;
import dev.vmi4j.cli.console.Screen;
import dev.vmi4j.core.table.Cell;
import java.util.ArrayList;
import java.util.List;

/**
 * Aligned columns for people. The widths come from the first rows, which are kept back until there are enough of them;
 * later rows follow at once, and one that is wider moves what is right of it. On a terminal that is too narrow, text is
 * cut.
 */
final class AlignedRenderer implements Renderer {
    private static final int ROWS_KEPT = 2000;
    private static final int LEAST_WIDTH = 12;
    private static final String GAP = "  ";
    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[31m";
    private static final String RESET = "\u001b[0m";

    private final List<Heading> headings;
    private final Output output;
    private final boolean coloured;
    private final int[] widths;
    private final List<List<Cell>> kept = new ArrayList<>();
    private boolean begun;

    AlignedRenderer(List<Heading> headings, Output output) {
        this.headings = headings;
        this.output = output;
        this.coloured = output.screen().style() == Screen.Style.COLOURED;
        this.widths = headings.stream()
                .mapToInt(heading -> TextWidth.of(heading.name()))
                .toArray();
    }

    @Override
    public void row(List<Cell> cells) {
        if (begun) {
            write(cells);
            return;
        }
        kept.add(cells);
        if (kept.size() == ROWS_KEPT) {
            begin();
        }
    }

    @Override
    public void end() {
        if (!begun && !kept.isEmpty()) {
            begin();
        }
    }

    private void begin() {
        begun = true;
        kept.forEach(this::measure);
        output.screen().width().ifPresent(this::shrink);
        writeHeader();
        kept.forEach(this::write);
        kept.clear();
    }

    private void measure(List<Cell> cells) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], TextWidth.of(CellText.safe(cells.get(i))));
        }
    }

    /** Takes from the widest columns of text until the line fits or they are all narrow. */
    private void shrink(int screenWidth) {
        for (int excess = lineWidth() - screenWidth; excess > 0; excess--) {
            int widest = widestText();
            if (widest < 0) {
                return;
            }
            widths[widest]--;
        }
    }

    private int lineWidth() {
        int sum = GAP.length() * (widths.length - 1);
        for (int width : widths) {
            sum += width;
        }
        return sum;
    }

    private int widestText() {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            boolean candidate = headings.get(i).mayBeCut() && widths[i] > LEAST_WIDTH;
            if (candidate && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }

    private void writeHeader() {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            append(line, i, headings.get(i).name(), coloured ? BOLD : "");
        }
        output.line(line.toString());
    }

    private void write(List<Cell> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            Cell cell = cells.get(i);
            append(line, i, CellText.safe(cell), coloured && cell instanceof Cell.Unreadable ? RED : "");
        }
        output.line(line.toString());
    }

    private void append(StringBuilder line, int column, String text, String style) {
        Heading heading = headings.get(column);
        boolean cuttable = output.screen().width().isPresent() && heading.mayBeCut();
        String shown = cuttable ? TextWidth.cut(text, widths[column]) : text;
        String padding = " ".repeat(Math.max(0, widths[column] - TextWidth.of(shown)));
        line.append(column == 0 ? "" : GAP);
        line.append(heading.alignsRight() ? padding : "");
        line.append(style).append(shown).append(style.isEmpty() ? "" : RESET);
        line.append(heading.alignsRight() || column == widths.length - 1 ? "" : padding);
    }
}
