/**
 * AMD64's paging modes as data, and the bits of its page table entries.
 *
 * <p>{@link dev.vmi4j.arch.amd64.paging.Amd64Paging} makes a mode from CR0, CR4 and EFER and takes the translation root
 * out of CR3; {@link dev.vmi4j.arch.amd64.paging.Amd64PagingOptions} has what registers do not tell. {@link
 * dev.vmi4j.arch.amd64.paging.Amd64PageTableEntry} names the bits of a raw entry.
 */
@NullMarked
package dev.vmi4j.arch.amd64.paging;

import org.jspecify.annotations.NullMarked;
