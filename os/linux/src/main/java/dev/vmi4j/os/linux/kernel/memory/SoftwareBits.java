package dev.vmi4j.os.linux.kernel.memory;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.os.linux.kernel.Kernel;

/**
 * The bits of page table entries that Linux gives a meaning of its own.
 *
 * @param special marks a page that is not counted ({@code pte_special})
 * @param inaccessible marks a page in memory that the process may not touch ({@code PROT_NONE}), in an entry that is not
 *     present
 * @param swapTypeShift where the number of the swap file lies in the entry of a page that is in swap space
 */
record SoftwareBits(long special, long inaccessible, int swapTypeShift) {
    /** {@code arch/x86/include/asm/pgtable_types.h} and {@code pgtable_64.h}. */
    private static final SoftwareBits X86_64 = new SoftwareBits(1 << 9, 1 << 8, 59);

    static SoftwareBits of(Kernel kernel) {
        if (kernel.core().architecture().name().equals("amd64")
                && kernel.memory().mode().levels().size() >= 4) {
            return X86_64;
        }
        throw new VmiException("what Linux puts into the page tables of "
                + kernel.core().architecture().name() + " in " + kernel.memory().mode()
                + " paging is not known here, so pages cannot be counted");
    }

    boolean isSpecial(long entry) {
        return (entry & special) != 0;
    }

    boolean isInaccessible(long entry) {
        return (entry & inaccessible) != 0;
    }

    boolean isSwapped(long entry, long swapFiles) {
        return Long.compareUnsigned(entry >>> swapTypeShift, swapFiles) < 0;
    }
}
