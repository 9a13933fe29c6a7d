package dev.vmi4j.acceptance.hidden;

import dev.vmi4j.core.driver.ReadsMemory;
import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.memory.MemoryRun;
import dev.vmi4j.core.memory.PhysicalMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A copy of a guest's memory that can be written to and restored. */
final class CopiedMemory implements ReadsMemory {
    private final Arena arena = Arena.ofShared();
    private final List<MemoryRun> runs = new ArrayList<>();
    private final PhysicalMemory memory;
    private final Deque<Written> written = new ArrayDeque<>();

    private record Written(long pa, long before) {}

    CopiedMemory(PhysicalMemory original) {
        for (MemoryRange range : original.ranges()) {
            MemorySegment bytes = arena.allocate(range.size(), Long.BYTES);
            original.read(range.start(), bytes);
            runs.add(new MemoryRun(range.start(), bytes));
        }
        this.memory = PhysicalMemory.mapped(runs);
    }

    void writeLong(long pa, long value) {
        written.push(new Written(pa, memory.readLong(pa)));
        put(pa, value);
    }

    /** Takes back every write. */
    void restore() {
        while (!written.isEmpty()) {
            Written last = written.pop();
            put(last.pa, last.before);
        }
    }

    private void put(long pa, long value) {
        for (MemoryRun run : runs) {
            if (pa >= run.start() && pa - run.start() < run.bytes().byteSize()) {
                run.bytes().set(LittleEndian.LONG, pa - run.start(), value);
            }
        }
    }

    @Override
    public PhysicalMemory memory() {
        return memory;
    }

    @Override
    public String description() {
        return "a copy";
    }

    @Override
    public void close() {
        arena.close();
    }
}
