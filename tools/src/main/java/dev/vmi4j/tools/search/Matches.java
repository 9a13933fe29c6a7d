package dev.vmi4j.tools.search;

import java.util.Arrays;
import java.util.Optional;

/** Matches in a window: where each begins and how long it is. */
final class Matches {
    private int[] starts = new int[16];
    private int[] lengths = new int[16];
    private int count;
    private final Optional<Matches> known;
    private int knownNext;

    Matches() {
        known = Optional.empty();
    }

    /** Matches that end as others do, once one begins where one of them does. */
    Matches(Matches known) {
        this.known = Optional.of(known);
    }

    /** Adds one; answers whether to look for more. */
    boolean add(int start, int length) {
        if (known.isPresent() && meets(known.get(), start)) {
            for (int i = knownNext; i < known.get().count; i++) {
                append(known.get().starts[i], known.get().lengths[i]);
            }
            return false;
        }
        append(start, length);
        return true;
    }

    private boolean meets(Matches others, int start) {
        while (knownNext < others.count && others.starts[knownNext] < start) {
            knownNext++;
        }
        return knownNext < others.count && others.starts[knownNext] == start;
    }

    private void append(int start, int length) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
        }
        starts[count] = start;
        lengths[count++] = length;
    }

    int count() {
        return count;
    }

    int start(int index) {
        return starts[index];
    }

    int length(int index) {
        return lengths[index];
    }
}
