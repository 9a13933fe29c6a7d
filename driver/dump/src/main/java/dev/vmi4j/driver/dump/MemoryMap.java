package dev.vmi4j.driver.dump;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.memory.MemoryRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which part of a raw image lies at which guest physical address.
 *
 * @param entries ascending by address, not overlapping, not empty
 */
public record MemoryMap(List<Entry> entries) {
    private static final long MOST_BYTES = 4 << 20;

    /**
     * A part of the file.
     *
     * @param range guest physical memory
     * @param offset where in the file it begins, in bytes
     */
    public record Entry(MemoryRange range, long offset) {
        /** Checks the offset. */
        public Entry {
            if (offset < 0 || offset + range.size() < 0) {
                throw new IllegalArgumentException("file offset " + Addresses.hex(offset) + " is out of bounds");
            }
        }
    }

    /** Sorts the entries and checks that there are some and that none overlap. */
    public MemoryMap {
        entries = entries.stream()
                .sorted(Comparator.comparingLong(entry -> entry.range().start()))
                .toList();
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("a memory map has at least one range");
        }
        for (int i = 1; i < entries.size(); i++) {
            if (entries.get(i - 1).range().end() > entries.get(i).range().start()) {
                throw new IllegalArgumentException("the ranges "
                        + entries.get(i - 1).range() + " and " + entries.get(i).range() + " overlap");
            }
        }
    }

    /**
     * The map of an image that holds its ranges one after the other.
     *
     * @param ranges guest physical memory in the order of the file; not empty
     * @return the map
     */
    public static MemoryMap of(List<MemoryRange> ranges) {
        List<Entry> entries = new ArrayList<>();
        long offset = 0;
        for (MemoryRange range : ranges) {
            entries.add(new Entry(range, offset));
            offset += range.size();
        }
        return new MemoryMap(entries);
    }

    /**
     * Reads a map from a text file: lines of {@code first last offset}, or what QEMU's monitor prints for
     * {@code info mtree -f}, see {@link #parse}.
     *
     * @param path the file
     * @return the map
     * @throws ImageException when it cannot be read or is no map
     */
    public static MemoryMap read(Path path) {
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw new ImageException(path, "is too long for a memory map");
            }
            return parse(new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw ImageFile.unreadable(path, e);
        } catch (IllegalArgumentException e) {
            throw new ImageException(path, "is no memory map: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a map from text. Each line has the first guest physical address, the last one and the file offset, in hex
     * with {@code 0x} or decimal; further words and text after {@code #} are passed over. An end that is a multiple of
     * 4096 is taken for the address after the last one. Text that contains a {@code FlatView} is taken for QEMU's
     * {@code info mtree -f}: then the map is that of the largest RAM block in the address space {@code memory}.
     *
     * @param text the text
     * @return the map
     * @throws IllegalArgumentException with a sentence about the first line that makes no sense
     */
    public static MemoryMap parse(String text) {
        List<String> lines = text.lines().toList();
        return text.contains("FlatView") ? QemuMemoryTree.parse(lines) : new MemoryMap(plain(lines));
    }

    private static List<Entry> plain(List<String> lines) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("#.*", "").strip();
            if (!line.isEmpty()) {
                entries.add(entry(i + 1, line.split("\\s+", 5)));
            }
        }
        return entries;
    }

    private static Entry entry(int line, String[] words) {
        if (words.length < 3) {
            throw new IllegalArgumentException("line " + line + " does not have three numbers");
        }
        try {
            long first = Addresses.parse(words[0]);
            return new Entry(new MemoryRange(first, size(first, Addresses.parse(words[1]))), Addresses.parse(words[2]));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + line + ": " + e.getMessage(), e);
        }
    }

    private static long size(long first, long last) {
        return (last & 0xfff) == 0 ? last - first : last - first + 1;
    }
}
