package dev.vmi4j.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How to open an image.
 *
 * @param rawBase guest physical address at which the RAM of a raw image begins; empty for 0
 * @param memoryMap the physical memory map of a raw image; empty for one range
 * @param keeping what to keep of what is found
 * @param symbolFiles files that describe the kernel, for one that does not carry its own types: a debug {@code vmlinux},
 *     a Volatility ISF, a {@code System.map}; usually none
 */
public record OpenOptions(OptionalLong rawBase, Optional<Path> memoryMap, Keeping keeping, List<Path> symbolFiles) {
    /** The usual way: the image says it all, and what is found is saved for the next time. */
    public static final OpenOptions USUAL =
            new OpenOptions(OptionalLong.empty(), Optional.empty(), Keeping.FINDINGS, List.of());

    /** Copies the list. */
    public OpenOptions {
        symbolFiles = List.copyOf(symbolFiles);
    }

    /** What to keep. */
    public enum Keeping {
        /** What was found is saved beside the image or in the user's cache folder, and used the next time. */
        FINDINGS,
        /** Nothing is saved, and nothing that was saved is used. */
        NOTHING
    }

    /** How the image is opened, where that changes what is found; empty for the usual way. */
    String opening() {
        return (rawBase.isPresent() ? "base " + rawBase.getAsLong() : "")
                + memoryMap.map(map -> "map " + map).orElse("");
    }
}
