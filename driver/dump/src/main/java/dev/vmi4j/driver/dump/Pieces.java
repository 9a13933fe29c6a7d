package dev.vmi4j.driver.dump;

import dev.vmi4j.core.memory.MemoryRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which part of a file holds which addresses. An address that several pieces hold belongs to the one added first. */
final class Pieces {
    /** A part of a file: {@code size} bytes from {@code offset} on hold the addresses from {@code start} on. */
    record Piece(long start, long size, long offset) {
        long end() {
            return start + size;
        }

        private boolean isContinuedBy(Piece next) {
            return next.start == end() && next.offset == offset + size;
        }
    }

    private final RangeSet held = new RangeSet();
    private final List<Piece> pieces = new ArrayList<>();

    /** Adds what no piece before holds of a non-empty range. */
    void add(long start, long size, long offset) {
        for (MemoryRange part : held.add(start, start + size)) {
            pieces.add(new Piece(part.start(), part.size(), offset + (part.start() - start)));
        }
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** All addresses that are held. */
    List<MemoryRange> ranges() {
        return held.ranges();
    }

    /** Ascending, disjoint, and joined where the file goes on as the addresses do. */
    List<Piece> joined() {
        pieces.sort(Comparator.comparingLong(Piece::start));
        List<Piece> joined = new ArrayList<>();
        for (Piece piece : pieces) {
            if (!joined.isEmpty() && joined.getLast().isContinuedBy(piece)) {
                Piece last = joined.removeLast();
                joined.add(new Piece(last.start, last.size + piece.size, last.offset));
            } else {
                joined.add(piece);
            }
        }
        return joined;
    }
}
