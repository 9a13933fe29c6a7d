package dev.vmi4j.session;

import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.memory.MemoryRange;
import dev.vmi4j.core.os.GuestSystemProvider;
import dev.vmi4j.core.os.SessionStore;
import dev.vmi4j.driver.dump.MemoryImage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds where the RAM in a raw image lies, and remembers it: some machines' does not begin at 0, that of others has a
 * hole.
 */
record RawLayout(MemoryImage image, SessionStore store) {
    private static final String KEY = "raw-layout";

    /** The ranges that lie in the image one after the other; empty when it is placed as it is. */
    List<MemoryRange> find(OpenOptions options, List<Architecture> architectures) {
        if (options.rawBase().isPresent() || options.memoryMap().isPresent() || !isUnplaced()) {
            return List.of();
        }
        return saved().orElseGet(() -> search(architectures));
    }

    /** A raw image that lies at 0 because nothing else was known. */
    private boolean isUnplaced() {
        MemoryRange whole = new MemoryRange(0, image.info().fileSize());
        return image.info().format().equals("raw") && image.info().ranges().equals(List.of(whole));
    }

    private Optional<List<MemoryRange>> saved() {
        try {
            return store.load(KEY)
                    .map(content -> new String(content, StandardCharsets.US_ASCII)
                            .lines()
                            .map(RawLayout::parse)
                            .toList());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private List<MemoryRange> search(List<Architecture> architectures) {
        var source = new GuestSystemProvider.Source(image, architectures, List.of(), store);
        List<MemoryRange> found = GuestSystemProvider.all().stream()
                .map(system -> system.layout(source))
                .filter(layout -> !layout.isEmpty())
                .findFirst()
                .orElse(List.of());
        String lines =
                found.stream().map(range -> range.start() + " " + range.size()).collect(Collectors.joining("\n"));
        store.save(KEY, lines.getBytes(StandardCharsets.US_ASCII));
        return found;
    }

    /** A line of what was saved. */
    private static MemoryRange parse(String line) {
        long[] numbers =
                Stream.of(line.split(" ", 2)).mapToLong(Long::parseLong).toArray();
        if (numbers.length != 2) {
            throw new IllegalArgumentException("no range: " + line);
        }
        return new MemoryRange(numbers[0], numbers[1]);
    }
}
