package dev.vmi4j.cli.render;

import java.util.List;

/**
 * What is to be said about a table after its rows.
 *
 * @param rows the number of rows shown
 * @param gaps the columns with cells that could not be read
 * @param notes why rows may be missing
 * @param explanations what the table said about its rows as a whole where nothing is missing
 */
public record Summary(long rows, List<Gap> gaps, List<String> notes, List<String> explanations) {
    /** What is to be said about a table of which nothing is known. */
    public static final Summary NOTHING = new Summary(0, List.of(), List.of(), List.of());

    /** Copies the lists. */
    public Summary {
        gaps = List.copyOf(gaps);
        notes = List.copyOf(notes);
        explanations = List.copyOf(explanations);
    }

    /**
     * Cells of some columns that could not be read.
     *
     * @param columns the names of the columns, with commas
     * @param cells how many there were in each
     * @param reason why the first of them could not be read
     */
    public record Gap(String columns, long cells, String reason) {
        /**
         * The gap in words.
         *
         * @return one sentence
         */
        public String sentence() {
            return columns + " could not be read in " + (cells == 1 ? "one row" : cells + " rows")
                    + (cells == 1 ? ": " : "; first: ") + reason;
        }
    }

    /**
     * Whether everything was there.
     *
     * @return false when a cell could not be read or rows may be missing
     */
    public boolean complete() {
        return gaps.isEmpty() && notes.isEmpty();
    }
}
