package dev.vmi4j.benchmarks;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.arch.ArchitectureProvider;
import dev.vmi4j.core.memory.PhysicalMemory;
import dev.vmi4j.core.paging.AddressSpace;
import dev.vmi4j.core.paging.PagingMode;
import java.util.stream.Stream;

/**
 * Page tables of a workload.
 *
 * @param mode their paging mode
 * @param root guest physical address of the root table
 */
record PageTables(PagingMode mode, Pa root) {
    private static final String SEPARATOR = " ";

    static PageTables of(AddressSpace space) {
        return new PageTables(space.mode(), space.root());
    }

    /** Reads what {@link #toString} wrote. */
    static PageTables parse(String text) {
        String[] words = text.split(SEPARATOR, -1);
        return new PageTables(mode(words[0]), new Pa(Long.parseLong(words[1], 16)));
    }

    AddressSpace space(PhysicalMemory memory) {
        return AddressSpace.of(memory, mode, root);
    }

    /** The root, hexadecimal. */
    String rootText() {
        return Long.toHexString(root.value());
    }

    @Override
    public String toString() {
        return mode.name() + SEPARATOR + rootText();
    }

    private static PagingMode mode(String name) {
        return ArchitectureProvider.all().stream()
                .flatMap(provider -> provider.architectures().stream())
                .flatMap(architecture -> architecture.pagingModes().stream()
                        .flatMap(mode -> Stream.of(mode, architecture.userPagingMode(mode))))
                .filter(mode -> mode.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no paging mode is called " + name));
    }
}
