package dev.vmi4j.core.os;

import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Va;
import java.util.Optional;
import java.util.function.Predicate;

/** A range of a process's address space that the kernel treats alike. Implemented by each operating system layer. */
public interface MemoryRegion {
    /**
     * Where it begins.
     *
     * @return the first address
     */
    Va start();

    /**
     * Where it ends.
     *
     * @return the first address behind it
     */
    Va end();

    /**
     * What the process may do there.
     *
     * @return the permissions that the kernel keeps, whatever the page tables say now
     */
    MemoryAccess access();

    /**
     * The file whose content is seen there.
     *
     * @return empty for private memory that belongs to no file
     */
    Optional<? extends MappedFile> file();

    /**
     * What the system calls it.
     *
     * @return the path of the file, or what it is for, such as {@code [heap]}; empty when it has no name
     */
    default Optional<String> name() {
        return file().map(MappedFile::path);
    }

    /**
     * A predicate that finds the region in which an address lies.
     *
     * @param va virtual address
     * @return true for the region that has it
     */
    static Predicate<MemoryRegion> hasAddress(Va va) {
        return region -> Long.compareUnsigned(va.value(), region.start().value()) >= 0
                && Long.compareUnsigned(va.value(), region.end().value()) < 0;
    }

    /**
     * A predicate that finds regions by what is allowed in them.
     *
     * @param access all that must be allowed
     * @return true for regions that allow it
     */
    static Predicate<MemoryRegion> allows(MemoryAccess access) {
        return region -> region.access().contains(access);
    }

    /**
     * A predicate that finds the regions of a file.
     *
     * @param path its whole path
     * @return true for regions that show it
     */
    static Predicate<MemoryRegion> shows(String path) {
        return region ->
                region.file().map(MappedFile::path).filter(path::equals).isPresent();
    }
}
