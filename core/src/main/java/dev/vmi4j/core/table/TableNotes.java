package dev.vmi4j.core.table;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * What is to be said about the rows of a table as a whole: that a walk stopped early, or why there are no rows though
 * nothing is wrong.
 */
public final class TableNotes {
    private static final int LIMIT = 1000;

    private final CopyOnWriteArrayList<Note> notes = new CopyOnWriteArrayList<>();

    private enum Kind {
        GAP,
        EXPLANATION
    }

    private record Note(String text, Kind kind) {}

    /** Makes an empty collection. */
    public TableNotes() {}

    /**
     * Notes that rows may be missing; after the thousandth note, further ones are dropped.
     *
     * @param note one sentence
     */
    public void add(String note) {
        add(new Note(note, Kind.GAP));
    }

    /**
     * Explains the rows, or that there are none, where nothing is missing: no module is loaded.
     *
     * @param explanation one sentence
     */
    public void explain(String explanation) {
        add(new Note(explanation, Kind.EXPLANATION));
    }

    /**
     * The notes so far.
     *
     * @return in their order
     */
    public List<String> all() {
        return texts(_ -> true);
    }

    /**
     * The notes so far that say that rows may be missing.
     *
     * @return in their order
     */
    public List<String> gaps() {
        return texts(note -> note.kind == Kind.GAP);
    }

    /**
     * The notes so far that explain where nothing is missing.
     *
     * @return in their order
     */
    public List<String> explanations() {
        return texts(note -> note.kind == Kind.EXPLANATION);
    }

    private void add(Note note) {
        if (notes.size() < LIMIT) {
            notes.addIfAbsent(note);
        }
    }

    private List<String> texts(Predicate<Note> wanted) {
        return notes.stream().filter(wanted).map(Note::text).toList();
    }
}
