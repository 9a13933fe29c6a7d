package dev.vmi4j.os.linux;

import dev.vmi4j.core.os.MappedFile;
import dev.vmi4j.os.linux.kernel.memory.MemoryRegion;

/**
 * A file of which a part is mapped into a process.
 *
 * @param region in which it is
 */
public record LinuxMappedFile(MemoryRegion region) implements MappedFile {
    @Override
    public String path() {
        return region.name().orElse("");
    }

    @Override
    public long offset() {
        return region.offset();
    }
}
