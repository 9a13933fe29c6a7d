package dev.vmi4j.cli.render;

import dev.vmi4j.core.table.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts, for each column, the cells that could not be read, and keeps the first reason. */
final class GapCounter {
    private final List<Heading> headings;
    private final long[] counts;
    private final String[] reasons;

    GapCounter(List<Heading> headings) {
        this.headings = headings;
        this.counts = new long[headings.size()];
        this.reasons = new String[headings.size()];
    }

    void count(List<Cell> cells) {
        for (int i = 0; i < counts.length; i++) {
            if (cells.get(i) instanceof Cell.Unreadable(String reason) && counts[i]++ == 0) {
                reasons[i] = reason;
            }
        }
    }

    /** Columns that miss as many cells for the same reason are told of together. */
    List<Summary.Gap> gaps() {
        Map<Kind, List<String>> columns = new LinkedHashMap<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                columns.computeIfAbsent(new Kind(counts[i], reasons[i]), _ -> new ArrayList<>())
                        .add(headings.get(i).name());
            }
        }
        List<Summary.Gap> gaps = new ArrayList<>();
        columns.forEach(
                (kind, names) -> gaps.add(new Summary.Gap(String.join(", ", names), kind.cells(), kind.reason())));
        return gaps;
    }

    private record Kind(long cells, String reason) {}
}
