package dev.vmi4j.cli.render;

import dev.vmi4j.core.table.Cell;
import java.util.ArrayList;
import java.util.List;

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

    List<Summary.Gap> gaps() {
        List<Summary.Gap> gaps = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                gaps.add(new Summary.Gap(headings.get(i).name(), counts[i], reasons[i]));
            }
        }
        return gaps;
    }
}
