package dev.vmi4j.core.paging;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;

/**
 * A page that page tables map.
 *
 * @param va first virtual address, aligned to the size
 * @param pa first guest physical address, aligned to the size
 * @param size in bytes
 * @param level the level whose entry is the leaf
 * @param entry the raw leaf; the architecture gives its bits names
 * @param attributes what all levels together say
 */
public record Mapping(Va va, Pa pa, long size, PageTableLevel level, long entry, PageAttributes attributes) {
    /**
     * The guest physical address of a virtual address within this page.
     *
     * @param address a virtual address of this page
     * @return its guest physical address
     */
    public Pa translate(Va address) {
        return new Pa(pa.value() | address.value() & size - 1);
    }
}
