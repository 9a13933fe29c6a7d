package dev.vmi4j.cli.survey;

import dev.vmi4j.cli.render.Summary;
import dev.vmi4j.core.table.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table that was run.
 *
 * @param table the table
 * @param summary what is to be said about its rows
 * @param nanoseconds how long it took
 * @param failure what ended it before its last row; empty when nothing did
 */
public record TableRun(Table<?> table, Summary summary, long nanoseconds, Optional<Throwable> failure) {
    /** How a run went. */
    public enum State {
        /** Every cell of every row was read. */
        COMPLETE,
        /** Cells could not be read, or rows may be missing. */
        GAPS,
        /** It ended by an error that is no fault of the guest. */
        FAILED
    }

    /**
     * How it went.
     *
     * @return the state
     */
    public State state() {
        if (failure.isPresent()) {
            return State.FAILED;
        }
        return summary.complete() ? State.COMPLETE : State.GAPS;
    }

    /**
     * The number of cells that could not be read.
     *
     * @return over all rows and columns
     */
    public long unreadable() {
        return summary.gaps().stream().mapToLong(Summary.Gap::cells).sum();
    }

    /**
     * What is to be said about it.
     *
     * @return one sentence each: the columns with gaps, then what the table said, then what ended it
     */
    public List<String> notes() {
        return Stream.of(
                        gaps(),
                        summary.notes().stream(),
                        summary.explanations().stream(),
                        failure.stream().map(Object::toString))
                .flatMap(notes -> notes)
                .toList();
    }

    /** Columns that could not be read for the same reason share a sentence. */
    private Stream<String> gaps() {
        Map<String, List<Summary.Gap>> alike = summary.gaps().stream()
                .collect(Collectors.groupingBy(Summary.Gap::reason, LinkedHashMap::new, Collectors.toList()));
        return alike.values().stream().map(TableRun::sentence);
    }

    private static String sentence(List<Summary.Gap> gaps) {
        Summary.Gap first = gaps.getFirst();
        return gaps.size() == 1
                ? first.sentence()
                : gaps.stream().map(Summary.Gap::columns).collect(Collectors.joining(", "))
                        + " could not be read; first: " + first.reason();
    }
}
