package dev.vmi4j.driver.dump;

import dev.vmi4j.core.memory.LittleEndian;
import java.lang.foreign.MemorySegment;

/** A program header ({@code Elf64_Phdr}) of a core file; all numbers are as in the file, unchecked and unsigned. */
record ElfSegment(int type, long offset, long virtual, long physical, long fileSize, long memorySize) {
    static final int LOAD = 1;
    static final int NOTE = 4;
    /** Beyond every architecture's physical addresses. */
    private static final long PHYSICAL_END = 1L << 56;

    static ElfSegment read(MemorySegment bytes, long at, ElfLayout layout) {
        return new ElfSegment(
                bytes.get(LittleEndian.INT, at),
                layout.word(bytes, at + layout.segmentOffsetAt),
                layout.word(bytes, at + layout.segmentVirtualAt),
                layout.word(bytes, at + layout.segmentPhysicalAt),
                layout.word(bytes, at + layout.segmentFileSizeAt),
                layout.word(bytes, at + layout.segmentMemorySizeAt));
    }

    boolean isLoad() {
        return type == LOAD && memorySize() != 0;
    }

    boolean isNote() {
        return type == NOTE && fileSize != 0;
    }

    /** Whether the numbers of a {@link #LOAD} segment can be true. */
    boolean isPlausible() {
        return within(physical) && within(memorySize) && within(physical + memorySize) && offset >= 0 && fileSize >= 0;
    }

    private static boolean within(long value) {
        return value >= 0 && value <= PHYSICAL_END;
    }
}
