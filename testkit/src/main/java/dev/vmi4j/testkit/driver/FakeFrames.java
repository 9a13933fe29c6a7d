package dev.vmi4j.testkit.driver;

import dev.vmi4j.core.address.Gfn;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.MemoryRange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The frames a fake driver can add. Guarded by the driver. */
final class FakeFrames {
    private final Deque<Gfn> free = new ArrayDeque<>();
    private final Set<Gfn> used = new HashSet<>();

    FakeFrames(List<MemoryRange> spare, int pageShift) {
        for (MemoryRange range : spare) {
            for (long gfn = range.start() >>> pageShift; gfn < range.end() >>> pageShift; gfn++) {
                free.add(new Gfn(gfn));
            }
        }
    }

    Gfn allocate() {
        if (free.isEmpty()) {
            throw new VmiException("no spare frame is left");
        }
        Gfn gfn = free.remove();
        used.add(gfn);
        return gfn;
    }

    void free(Gfn gfn) {
        if (!used.remove(gfn)) {
            throw new IllegalArgumentException("frame " + gfn + " was not added");
        }
        free.add(gfn);
    }
}
