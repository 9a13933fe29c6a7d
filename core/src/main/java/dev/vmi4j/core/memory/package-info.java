/**
 * Guest memory that can be read: guest physical memory as zero-copy pieces, and what every readable memory offers.
 *
 * <p>{@link dev.vmi4j.core.memory.GuestMemory} is the entry point: integers, bytes and strings at raw addresses. {@link
 * dev.vmi4j.core.memory.PhysicalMemory} is guest physical memory, made of mapped {@linkplain
 * dev.vmi4j.core.memory.MemoryRun runs} and of pages that a {@link dev.vmi4j.core.memory.PageSource} produces through a
 * {@link dev.vmi4j.core.memory.PageCache}. Its virtual sibling is {@link dev.vmi4j.core.paging.AddressSpace}.
 */
@NullMarked
package dev.vmi4j.core.memory;

import org.jspecify.annotations.NullMarked;
