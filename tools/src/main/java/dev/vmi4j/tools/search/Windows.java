package dev.vmi4j.tools.search;

import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.table.TableNotes;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Cuts ranges into windows of what can be read, which reach over into the next one as far as a match may. */
final class Windows implements Iterator<Windows.Window> {
    /** How many bytes of a window matches may begin in. */
    static final int SIZE = 1 << 20;

    /** How far a window reaches back, for expressions that look behind. */
    static final int BEHIND = 64;

    private final GuestMemory memory;
    private final Iterator<Haystack.Range> ranges;
    private final int reach;
    private final TableNotes notes;
    private long unreadable;
    private long runStart;
    private long at;
    private long runEnd;
    private long rangeEnd;
    private Optional<Window> next = Optional.empty();

    /**
     * A window.
     *
     * @param start of the bytes to read
     * @param behind bytes before the part in which matches begin
     * @param part size of that part
     * @param size of all
     */
    record Window(long start, int behind, int part, int size) {}

    Windows(Haystack haystack, int reach, TableNotes notes) {
        this.memory = haystack.memory();
        this.ranges = haystack.ranges(notes);
        this.reach = reach;
        this.notes = notes;
        advance();
    }

    @Override
    public boolean hasNext() {
        return next.isPresent();
    }

    @Override
    public Window next() {
        Window window = next.orElseThrow(NoSuchElementException::new);
        advance();
        return window;
    }

    private void advance() {
        next = Optional.empty();
        while (at == runEnd) {
            if (!nextRun()) {
                return;
            }
        }
        int part = (int) Math.min(SIZE, runEnd - at);
        int behind = (int) Math.min(BEHIND, at - runStart);
        int size = behind + (int) Math.min((long) part + reach, runEnd - at);
        next = Optional.of(new Window(at - behind, behind, part, size));
        at += part;
    }

    /** The next stretch of a range that can be read. */
    private boolean nextRun() {
        while (at == rangeEnd) {
            if (!ranges.hasNext()) {
                tell();
                return false;
            }
            Haystack.Range range = ranges.next();
            at = range.start();
            rangeEnd = range.start() + range.size();
        }
        long readable = memory.readable(at, rangeEnd - at);
        if (readable == 0) {
            long lost = Math.min(memory.contiguous(at), rangeEnd - at);
            unreadable += lost;
            at += lost;
        }
        runStart = at;
        runEnd = at + readable;
        return true;
    }

    private void tell() {
        if (unreadable > 0) {
            notes.add(unreadable + " bytes could not be read and were not searched");
        }
    }
}
