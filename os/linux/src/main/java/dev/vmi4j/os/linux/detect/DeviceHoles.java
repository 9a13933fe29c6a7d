package dev.vmi4j.os.linux.detect;

import dev.vmi4j.core.memory.MemoryRange;
import java.util.List;
import java.util.stream.Stream;

/**
 * The holes that machines leave to devices in guest physical memory.
 *
 * @param starts where one may begin, ascending
 * @param end where each of them ends
 * @param reserved how much of the end of memory firmware may keep to itself, in bytes
 */
record DeviceHoles(List<Long> starts, long end, long reserved) {
    /** Those below 4 GiB: of QEMU's {@code q35}, of its {@code pc} and of other makers' machines, of old ones of QEMU. */
    static final DeviceHoles PC =
            new DeviceHoles(List.of(0x8000_0000L, 0xc000_0000L, 0xe000_0000L), 1L << 32, 64L << 20);

    /** Whether there is so much memory that there may be a hole in it. */
    boolean arePossible(long size) {
        return size > starts.getFirst();
    }

    /** The ranges of memory of a size with each hole that there may be in it. */
    Stream<List<MemoryRange>> layouts(long size) {
        return starts.stream()
                .filter(start -> start < size)
                .map(start -> List.of(new MemoryRange(0, start), new MemoryRange(end, size - start)));
    }

    /** Whether what a kernel uses of a range ends where the range does. */
    boolean isEnd(MemoryRange range, long used) {
        return used <= range.end() && used > range.end() - reserved;
    }
}
