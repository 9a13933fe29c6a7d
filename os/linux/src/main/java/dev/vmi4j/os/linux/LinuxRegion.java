package dev.vmi4j.os.linux;

import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Va;
import java.util.Optional;

/**
 * A region of a process's memory.
 *
 * @param region as the kernel has it
 */
public record LinuxRegion(dev.vmi4j.os.linux.kernel.memory.MemoryRegion region)
        implements dev.vmi4j.core.os.MemoryRegion {
    @Override
    public Va start() {
        return region.start();
    }

    @Override
    public Va end() {
        return region.end();
    }

    @Override
    public MemoryAccess access() {
        String permissions = region.permissions();
        return allowed(permissions, "r", MemoryAccess.R)
                .or(allowed(permissions, "w", MemoryAccess.W))
                .or(allowed(permissions, "x", MemoryAccess.X));
    }

    @Override
    public Optional<LinuxMappedFile> file() {
        return region.file().map(_ -> new LinuxMappedFile(region));
    }

    @Override
    public Optional<String> name() {
        return region.name();
    }

    private static MemoryAccess allowed(String permissions, String letter, MemoryAccess access) {
        return permissions.contains(letter) ? access : MemoryAccess.NONE;
    }
}
