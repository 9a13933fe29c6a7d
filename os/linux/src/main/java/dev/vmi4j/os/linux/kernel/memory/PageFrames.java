package dev.vmi4j.os.linux.kernel.memory;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.OptionalLong;

/**
 * The array of {@code struct page}, one for each frame of guest physical memory. Immutable and thread-safe.
 */
public final class PageFrames {
    private final long base;
    private final long size;
    private final int shift;

    /**
     * Takes where the array lies from the kernel's {@link dev.vmi4j.os.linux.kernel.PhysicalMap}.
     *
     * @param kernel the kernel
     * @throws VmiException when the kernel does not say
     */
    public PageFrames(Kernel kernel) {
        this.base = kernel.physicalMap()
                .pages()
                .orElseThrow(() -> new VmiException("the kernel does not say where its struct pages lie"));
        this.size = StructLayout.of(kernel.requireTypes(), "page").size();
        this.shift = kernel.core().architecture().pageShift();
    }

    /**
     * The memory that a {@code struct page} stands for.
     *
     * @param page its address
     * @return guest physical address of the frame; empty when the address is none of the array's
     */
    public OptionalLong physical(long page) {
        long distance = page - base;
        boolean isOne = distance >= 0 && distance % size == 0 && distance / size < 1L << Long.SIZE - 1 - shift;
        return isOne ? OptionalLong.of(distance / size << shift) : OptionalLong.empty();
    }

    /**
     * The {@code struct page} of a frame.
     *
     * @param pa guest physical address
     * @return its address, at which nothing need be mapped
     */
    public long page(long pa) {
        return base + (pa >>> shift) * size;
    }
}
