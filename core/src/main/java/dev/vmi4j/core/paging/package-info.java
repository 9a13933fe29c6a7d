/**
 * Page tables: the paging mode as data, one walk for all of them, and the virtual address space it opens.
 *
 * <p>Start at {@link dev.vmi4j.core.paging.AddressSpace}: a translation root with its {@link
 * dev.vmi4j.core.paging.PagingMode} over physical memory. It translates without exception ({@code lookup}, {@code
 * tryTranslate}), with one ({@code translate}, {@link dev.vmi4j.core.paging.PageFaultException}), shows every entry read
 * ({@link dev.vmi4j.core.paging.PageWalk}) and enumerates what is mapped ({@link
 * dev.vmi4j.core.paging.MappingCursor}). A {@link dev.vmi4j.core.paging.Tlb} makes it faster.
 */
@NullMarked
package dev.vmi4j.core.paging;

import org.jspecify.annotations.NullMarked;
