package dev.vmi4j.lab;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the pieces of a guest's RAM lie in its physical address space, as QEMU's {@code info mtree -f} shows it.
 *
 * @param ranges the pieces by ascending address
 */
public record MemoryMap(List<Range> ranges) {

    private static final Pattern VIEW =
            Pattern.compile("(?s)FlatView #\\d+\r?\n(?: AS [^\n]*\n)*? AS \"memory\"[^\n]*\n(.*?)(?:\r?\n\r?\n|$)");
    private static final Pattern RANGE =
            Pattern.compile("([0-9a-f]{16})-([0-9a-f]{16}) \\(prio \\d+, (ram|rom)\\): ram(?: @([0-9a-f]{16}))?\\s");

    /**
     * A piece of RAM.
     *
     * @param first the guest-physical address of its first byte
     * @param last the guest-physical address of its last byte
     * @param offset where the first byte is in the RAM, and so in a raw image
     * @param readOnly whether the guest sees it as ROM; it is RAM that the firmware has locked
     */
    public record Range(long first, long last, long offset, boolean readOnly) {

        private static Range of(MatchResult match) {
            var offset = match.group(4);
            return new Range(
                    Long.parseUnsignedLong(match.group(1), 16),
                    Long.parseUnsignedLong(match.group(2), 16),
                    offset == null ? 0 : Long.parseUnsignedLong(offset, 16),
                    match.group(3).equals("rom"));
        }

        private String line() {
            return String.format("0x%016x 0x%016x 0x%016x %s\n", first, last, offset, readOnly ? "rom" : "ram");
        }
    }

    /** Copies the ranges. */
    public MemoryMap {
        ranges = List.copyOf(ranges);
    }

    /**
     * Reads the map of the address space {@code memory} out of what QEMU printed. The RAM is the backend named {@code
     * ram}.
     *
     * @param mtree the answer of the human monitor to {@code info mtree -f}
     * @return the map; without any range if the text has none
     */
    public static MemoryMap parse(String mtree) {
        var view = VIEW.matcher(mtree);
        if (!view.find()) return new MemoryMap(List.of());
        return new MemoryMap(
                RANGE.matcher(view.group(1) + "\n").results().map(Range::of).toList());
    }

    /**
     * The map as it is kept beside an image.
     *
     * @return one line per range: first byte, last byte, offset in the raw image, {@code ram} or {@code rom}
     */
    public String text() {
        return ranges.stream()
                .map(Range::line)
                .collect(Collectors.joining("", "# guest-physical first byte, last byte, offset in image.raw\n", ""));
    }
}
