package dev.vmi4j.tools.elfcore;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.os.ProcessCore;
import dev.vmi4j.core.os.ProcessCore.Place;
import dev.vmi4j.core.os.ProcessCore.Region;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes an ELF core file of a process of a 64-bit guest: its notes, and a {@code PT_LOAD} segment for each piece of a
 * region that has content or has none. A page that was never touched is a hole of the file, which reads as zeros; one
 * that is elsewhere (swap, a file, not in the source) belongs to a segment without content, so that a debugger says that
 * it cannot be read, or takes it from the program's file. Memory is bounded by the number of segments.
 */
public final class ElfCore {
    /** More regions than any process has; beyond it pieces are not told apart. */
    private static final int MOST_SEGMENTS = 1 << 20;

    private static final int PAGE = 4096;

    private final ProcessCore core;
    private final CoreFilter filter;
    private final List<Segment> segments = new ArrayList<>();
    private long untouched;
    private long swapped;
    private long inFiles;
    private long unreadable;
    private long filtered;
    private long written;
    private int firstOfRegion;

    private ElfCore(ProcessCore core, CoreFilter filter) {
        this.core = core;
        this.filter = filter;
    }

    /**
     * Writes a core file.
     *
     * @param core the process
     * @param filter which kinds of memory to write
     * @param file an empty file
     * @return what is in it
     * @throws IOException when the file cannot be written
     * @throws VmiException when the process's page tables lead in a circle
     */
    public static CoreSummary write(ProcessCore core, CoreFilter filter, FileChannel file) throws IOException {
        return new ElfCore(core, filter).write(file);
    }

    private CoreSummary write(FileChannel file) throws IOException {
        core.regions().forEach(this::plan);
        byte[] notes = ElfHeaders.notes(core.notes());
        long headers = ElfHeaders.size(segments.size() + 1);
        long end = place(headers + notes.length);
        SparseFile sparse = new SparseFile(file);
        sparse.write(0, ElfHeaders.of(core.machine(), segments, notes.length));
        sparse.write(headers, notes);
        writeMemory(sparse);
        sparse.finish(end);
        return new CoreSummary(
                core.threads(),
                core.regions().size(),
                segments.size(),
                written,
                untouched,
                swapped,
                inFiles,
                unreadable,
                filtered,
                end);
    }

    private void plan(Region region) {
        firstOfRegion = segments.size();
        if (filter.takes(region.kind())) {
            core.pages().visit(region, (place, va, size, pa) -> plan(region, place, va, size, pa));
        } else {
            long size = region.end().value() - region.start().value();
            filtered += size;
            add(region, region.start().value(), size, false);
        }
    }

    private void plan(Region region, Place place, long va, long size, long pa) {
        switch (place) {
            case MEMORY -> planMemory(region, va, size, pa);
            case UNTOUCHED -> {
                untouched += size;
                add(region, va, size, true);
            }
            case SWAP -> {
                swapped += size;
                add(region, va, size, false);
            }
            case FILE -> {
                inFiles += size;
                add(region, va, size, false);
            }
            case UNKNOWN -> {
                unreadable += size;
                add(region, va, size, false);
            }
        }
    }

    /** The source may lack some of the pages. */
    private void planMemory(Region region, long va, long size, long pa) {
        for (long done = 0; done < size; ) {
            long readable = core.memory().readable(pa + done, size - done) & -PAGE;
            long missing = readable > 0 ? 0 : Math.min(PAGE, size - done);
            unreadable += missing;
            add(region, va + done, readable + missing, missing == 0);
            done += readable + missing;
        }
    }

    private void add(Region region, long va, long size, boolean content) {
        boolean follows = segments.size() > firstOfRegion && segments.getLast().end() == va;
        if (follows && (segments.getLast().content() == content || segments.size() >= MOST_SEGMENTS)) {
            segments.addLast(segments.removeLast().longer(size));
        } else {
            segments.add(new Segment(va, size, region.access(), content, 0));
        }
    }

    /** Gives every segment its place in the file. */
    private long place(long from) {
        long at = aligned(from);
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            segments.set(i, segment.at(at));
            at += segment.content() ? segment.size() : 0;
        }
        return at;
    }

    private static long aligned(long offset) {
        return offset + PAGE - 1 & -PAGE;
    }

    private void writeMemory(SparseFile file) throws IOException {
        var writer = new MemoryWriter(core.memory(), segments, file);
        for (Region region : core.regions()) {
            if (filter.takes(region.kind())) {
                core.pages().visit(region, writer);
            }
        }
        writer.requireWritten();
        written = writer.written();
    }
}
