/**
 * AArch64's translation tables as data: {@link dev.vmi4j.arch.aarch64.paging.Aarch64Paging} makes the paging mode of each
 * half of the address space from what TCR_EL1 says ({@link dev.vmi4j.arch.aarch64.paging.Aarch64PagingOptions}), {@link
 * dev.vmi4j.arch.aarch64.paging.Aarch64PageTableEntry} gives the bits of a descriptor names.
 */
@NullMarked
package dev.vmi4j.arch.aarch64.paging;

import org.jspecify.annotations.NullMarked;
