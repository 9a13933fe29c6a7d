package dev.vmi4j.driver.dump;

import dev.vmi4j.core.memory.MemoryRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Guest physical addresses as ranges that are merged where they overlap or touch. Not thread-safe. */
final class RangeSet {
    private final TreeMap<Long, Long> ends = new TreeMap<>();

    /**
     * Adds a range.
     *
     * @return the parts of it that were not in the set before, ascending
     */
    List<MemoryRange> add(long start, long end) {
        List<MemoryRange> added = new ArrayList<>();
        long from = start;
        long mergedStart = start;
        long mergedEnd = end;
        for (var touching = firstTouching(start);
                touching != null && touching.getKey() <= end;
                touching = ends.higherEntry(touching.getKey())) {
            if (touching.getKey() > from) {
                added.add(new MemoryRange(from, touching.getKey() - from));
            }
            from = Math.max(from, touching.getValue());
            mergedStart = Math.min(mergedStart, touching.getKey());
            mergedEnd = Math.max(mergedEnd, touching.getValue());
        }
        if (from < end) {
            added.add(new MemoryRange(from, end - from));
        }
        ends.subMap(mergedStart, true, mergedEnd, true).clear();
        ends.put(mergedStart, mergedEnd);
        return added;
    }

    /** The first range that overlaps or touches, or one after it. */
    private Map.@Nullable Entry<Long, Long> firstTouching(long start) {
        var floor = ends.floorEntry(start);
        return floor != null && floor.getValue() >= start ? floor : ends.ceilingEntry(start);
    }

    List<MemoryRange> ranges() {
        return ends.entrySet().stream()
                .map(range -> new MemoryRange(range.getKey(), range.getValue() - range.getKey()))
                .toList();
    }

    long size() {
        return ranges().stream().mapToLong(MemoryRange::size).sum();
    }
}
