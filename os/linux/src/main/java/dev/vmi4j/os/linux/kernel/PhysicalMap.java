package dev.vmi4j.os.linux.kernel;

import java.util.OptionalLong;

/**
 * Where a kernel sees guest physical memory.
 *
 * @param direct what is added to a guest physical address to get where all of RAM is mapped ({@code PAGE_OFFSET}); empty
 *     when the kernel does not say, or maps a part of RAM only
 * @param pages where the {@code struct page} of guest physical address 0 lies or would lie: {@code vmemmap}, or {@code
 *     mem_map} of flat memory ({@code Documentation/mm/memory-model.rst}); empty when the kernel does not say
 */
public record PhysicalMap(OptionalLong direct, OptionalLong pages) {
    /** Of a kernel that does not say. */
    public static final PhysicalMap UNKNOWN = new PhysicalMap(OptionalLong.empty(), OptionalLong.empty());
}
