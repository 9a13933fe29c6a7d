package dev.vmi4j.core.paging;

import dev.vmi4j.core.address.MemoryAccess;

/**
 * What page tables say about a page, over all levels together. The rights are those of the tables alone; what a CPU
 * adds to them (AMD64's CR0.WP, SMEP, SMAP, protection keys; AArch64's PAN) is not folded in.
 *
 * @param supervisor what the tables let the kernel do
 * @param user what the tables let user mode do; {@link MemoryAccess#NONE} for a kernel page
 * @param global whether the translation holds for every address space (AMD64: G; AArch64: not nG)
 * @param accessed whether the page was accessed (AMD64: A; AArch64: AF)
 * @param dirty whether the page was written (AMD64: D; AArch64: DBM and writable)
 */
public record PageAttributes(
        MemoryAccess supervisor, MemoryAccess user, boolean global, boolean accessed, boolean dirty) {
    /** Rights of every kind, for untranslated memory. */
    public static final PageAttributes UNTRANSLATED =
            new PageAttributes(MemoryAccess.RWX, MemoryAccess.RWX, false, false, false);
}
