/**
 * Page tables that a test builds, with a memory of what was mapped that owes nothing to the walk it is compared with.
 *
 * <p>{@link dev.vmi4j.testkit.paging.PageTableBuilder} builds, {@link dev.vmi4j.testkit.paging.EntryEncoder} writes the
 * entries of one kind of page tables from literal bits, {@link dev.vmi4j.testkit.paging.RandomLayout} makes up what to
 * map.
 */
@NullMarked
package dev.vmi4j.testkit.paging;

import org.jspecify.annotations.NullMarked;
