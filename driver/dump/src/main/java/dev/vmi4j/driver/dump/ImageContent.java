package dev.vmi4j.driver.dump;

import dev.vmi4j.core.arch.RegisterNote;
import dev.vmi4j.core.memory.PhysicalMemory;
import java.util.List;

/**
 * What an {@link ImageFormat} found in a file; from it {@link MemoryImage} makes the driver.
 *
 * @param memory guest physical memory
 * @param info what the image says about itself
 * @param registerNotes the register notes of each virtual CPU, in the image's order
 */
public record ImageContent(PhysicalMemory memory, ImageInfo info, List<List<RegisterNote>> registerNotes) {
    /** Copies the list. */
    public ImageContent {
        registerNotes = List.copyOf(registerNotes);
    }
}
