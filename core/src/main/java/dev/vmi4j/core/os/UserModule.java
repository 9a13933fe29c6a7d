package dev.vmi4j.core.os;

import dev.vmi4j.core.address.MemoryAccess;
import dev.vmi4j.core.address.Va;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A program or library that is mapped into a process.
 *
 * @param base where the first part of the file is mapped
 * @param size from there to the end of the last part, in bytes
 * @param path of the file, as the process sees it
 */
public record UserModule(Va base, long size, String path) {
    /**
     * The name.
     *
     * @return the path from its last separator on
     */
    public String name() {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    /**
     * The modules that regions show: the files of which some region may be executed.
     *
     * @param regions of one process, in the order of their addresses
     * @return in the order of their first region
     */
    public static List<UserModule> of(Stream<? extends MemoryRegion> regions) {
        Map<String, Extent> files = new LinkedHashMap<>();
        regions.forEach(
                region -> region.file().ifPresent(file -> files.merge(file.path(), Extent.of(region), Extent::upTo)));
        return files.entrySet().stream()
                .flatMap(entry -> entry.getValue().module(entry.getKey()).stream())
                .toList();
    }

    /**
     * A predicate that finds a module.
     *
     * @param name the whole name, without folders
     * @return true for modules of that name
     */
    public static Predicate<UserModule> hasName(String name) {
        return module -> module.name().equals(name);
    }

    /**
     * A predicate that finds the module in which an address lies.
     *
     * @param va virtual address
     * @return true for the module from whose base the address is less than its size away
     */
    public static Predicate<UserModule> hasAddress(Va va) {
        return module -> Long.compareUnsigned(va.value() - module.base().value(), module.size()) < 0;
    }

    private record Extent(Va start, Va end, boolean executable) {
        static Extent of(MemoryRegion region) {
            return new Extent(region.start(), region.end(), region.access().contains(MemoryAccess.X));
        }

        Extent upTo(Extent later) {
            return new Extent(start, later.end, executable || later.executable);
        }

        Optional<UserModule> module(String path) {
            return executable
                    ? Optional.of(new UserModule(start, end.value() - start.value(), path))
                    : Optional.empty();
        }
    }
}
