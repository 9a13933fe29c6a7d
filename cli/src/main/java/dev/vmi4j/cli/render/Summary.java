package dev.vmi4j.cli.render;

import java.util.List;

/**
 * What is to be said about a table after its rows.
 *
 * @param rows the number of rows shown
 * @param gaps the columns with cells that could not be read
 * @param notes what the table said about its rows as a whole
 */
public record Summary(long rows, List<Gap> gaps, List<String> notes) {
    /** Copies the lists. */
    public Summary {
        gaps = List.copyOf(gaps);
        notes = List.copyOf(notes);
    }

    /**
     * Cells of a column that could not be read.
     *
     * @param column the name of the column
     * @param cells how many there were
     * @param reason why the first of them could not be read
     */
    public record Gap(String column, long cells, String reason) {
        /**
         * The gap in words.
         *
         * @return one sentence
         */
        public String sentence() {
            return column + " could not be read in " + (cells == 1 ? "one row" : cells + " rows")
                    + (cells == 1 ? ": " : "; first: ") + reason;
        }
    }

    /**
     * Whether everything was there.
     *
     * @return false when a cell could not be read or the table noted something
     */
    public boolean complete() {
        return gaps.isEmpty() && notes.isEmpty();
    }
}
