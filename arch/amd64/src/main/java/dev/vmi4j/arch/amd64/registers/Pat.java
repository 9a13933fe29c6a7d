package dev.vmi4j.arch.amd64.registers;

import java.util.Objects;
import java.util.Optional;

/**
 * PAT, MSR 277: the memory types that page table entries choose between (Intel SDM Vol. 3A, section 12.12; AMD APM Vol.
 * 2, section 7.8.2).
 *
 * @param value the raw value
 */
public record Pat(long value) {
    /** The value after reset. */
    public static final Pat RESET = new Pat(0x0007_0406_0007_0406L);

    /**
     * The memory type of an index.
     *
     * @param index 0 to 7, as a page table entry makes it from its bits PAT, PCD and PWT
     * @return empty when the field holds a reserved number
     */
    public Optional<MemoryType> type(int index) {
        return MemoryType.of((int) (value >>> 8 * Objects.checkIndex(index, 8)) & 7);
    }
}
