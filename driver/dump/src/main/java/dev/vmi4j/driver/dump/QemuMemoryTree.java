package dev.vmi4j.driver.dump;

import dev.vmi4j.core.memory.MemoryRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What QEMU's monitor prints for {@code info mtree -f}, as far as it is about RAM. */
final class QemuMemoryTree {
    /** {@code 0000000000100000-000000000fffffff (prio 0, ram): ram @0000000000100000}. */
    private static final Pattern RANGE = Pattern.compile(
            "\\s*([0-9a-f]{16})-([0-9a-f]{16}) \\(prio -?\\d+, (?:ram|rom|nv-ram)\\): (\\S+)(?: @([0-9a-f]{16}))?.*");

    private QemuMemoryTree() {}

    /** The entries of the largest block (a memory backend, of which a raw image is a copy). */
    static MemoryMap parse(List<String> lines) {
        Map<String, List<MemoryMap.Entry>> blocks = new HashMap<>();
        for (String line : viewOfMemory(lines)) {
            Matcher range = RANGE.matcher(line);
            if (range.matches()) {
                blocks.computeIfAbsent(range.group(3), _ -> new ArrayList<>()).add(entry(range));
            }
        }
        return blocks.values().stream()
                .max((a, b) -> Long.compare(bytes(a), bytes(b)))
                .map(MemoryMap::new)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no FlatView of the address space \"memory\" lists a range of RAM"));
    }

    private static List<String> viewOfMemory(List<String> lines) {
        List<String> view = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            if (line.startsWith("FlatView")) {
                inside = false;
            }
            inside |= line.startsWith(" AS \"memory\"");
            if (inside) {
                view.add(line);
            }
        }
        return view;
    }

    private static MemoryMap.Entry entry(Matcher range) {
        long first = Long.parseUnsignedLong(range.group(1), 16);
        long last = Long.parseUnsignedLong(range.group(2), 16);
        long offset = range.group(4) == null ? 0 : Long.parseUnsignedLong(range.group(4), 16);
        return new MemoryMap.Entry(new MemoryRange(first, last - first + 1), offset);
    }

    private static long bytes(List<MemoryMap.Entry> entries) {
        return entries.stream().mapToLong(entry -> entry.range().size()).sum();
    }
}
