package dev.vmi4j.benchmarks;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.memory.MemoryRun;
import dev.vmi4j.core.memory.PhysicalMemory;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.List;

/** A raw image of guest physical memory in one piece, mapped as a whole. */
final class GuestImage implements AutoCloseable {
    private final Arena arena;
    private final PhysicalMemory memory;

    private GuestImage(Arena arena, Pa base, MemorySegment bytes) {
        this.arena = arena;
        this.memory = PhysicalMemory.mapped(List.of(new MemoryRun(base.value(), bytes)));
    }

    /** Maps an image that begins at an address. */
    @SuppressWarnings("MustBeClosedChecker") // close() does
    static GuestImage open(Path path, Pa base) throws IOException {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(path)) {
            return new GuestImage(arena, base, channel.map(MapMode.READ_ONLY, 0, channel.size(), arena));
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    PhysicalMemory memory() {
        return memory;
    }

    @Override
    public void close() {
        arena.close();
    }
}
