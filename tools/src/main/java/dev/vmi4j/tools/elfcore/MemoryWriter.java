package dev.vmi4j.tools.elfcore;

import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.os.ProcessCore.Place;
import dev.vmi4j.core.os.ProcessCore.Visitor;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/** Copies what lies in guest physical memory to its place in the file, segment by segment as the regions come. */
final class MemoryWriter implements Visitor {
    private final PhysicalMemory memory;
    private final List<Segment> segments;
    private final SparseFile file;
    private Optional<IOException> failure = Optional.empty();
    private int current;
    private long written;

    MemoryWriter(PhysicalMemory memory, List<Segment> segments, SparseFile file) {
        this.memory = memory;
        this.segments = segments;
        this.file = file;
    }

    long written() {
        return written;
    }

    void requireWritten() throws IOException {
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    @Override
    public void piece(Place place, long va, long size, long pa) {
        long done = 0;
        while (place == Place.MEMORY && done < size && failure.isEmpty() && find(va + done)) {
            Segment segment = segments.get(current);
            long piece = Math.min(size - done, segment.end() - va - done);
            if (segment.content()) {
                copy(pa + done, piece, segment.offset() + va + done - segment.va());
            }
            done += piece;
        }
    }

    private boolean find(long va) {
        while (current < segments.size() && !segments.get(current).has(va)) {
            current++;
        }
        return current < segments.size();
    }

    private void copy(long pa, long size, long offset) {
        try {
            for (long done = 0; done < size; ) {
                MemorySegment slice = memory.slice(pa + done);
                if (slice.byteSize() == 0) {
                    return;
                }
                long piece = Math.min(slice.byteSize(), size - done);
                file.write(offset + done, slice.asSlice(0, piece));
                written += piece;
                done += piece;
            }
        } catch (IOException e) {
            failure = Optional.of(e);
        }
    }
}
