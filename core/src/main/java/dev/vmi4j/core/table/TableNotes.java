package dev.vmi4j.core.table;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What is to be said about the rows of a table as a whole: why there are none, or that a walk stopped early. */
public final class TableNotes {
    private static final int LIMIT = 1000;

    private final CopyOnWriteArrayList<String> notes = new CopyOnWriteArrayList<>();

    /** Makes an empty collection. */
    public TableNotes() {}

    /**
     * Adds a note; after the thousandth, further ones are dropped.
     *
     * @param note one sentence
     */
    public void add(String note) {
        if (notes.size() < LIMIT) {
            notes.addIfAbsent(note);
        }
    }

    /**
     * The notes so far.
     *
     * @return in their order
     */
    public List<String> all() {
        return List.copyOf(notes);
    }
}
