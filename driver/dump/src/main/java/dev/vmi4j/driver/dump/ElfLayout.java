package dev.vmi4j.driver.dump;

import dev.vmi4j.core.memory.LittleEndian;
import java.lang.foreign.MemorySegment;

/**
 * Where the fields of ELF headers lie, for one of the two classes. Offsets are those of {@code Elf32_Ehdr},
 * {@code Elf64_Ehdr} and so on.
 */
enum ElfLayout {
    ELF32(4, 52, 28, 32, 42, 32, 28, 4, 8, 12, 16, 20),
    ELF64(8, 64, 32, 40, 54, 56, 44, 8, 16, 24, 32, 40);

    final int wordSize;
    final int headerSize;
    final int programHeadersAt;
    final int sectionHeadersAt;
    final int programHeaderSizeAt;
    final int programHeaderSize;
    final int sectionInfoAt;
    final int segmentOffsetAt;
    final int segmentVirtualAt;
    final int segmentPhysicalAt;
    final int segmentFileSizeAt;
    final int segmentMemorySizeAt;

    @SuppressWarnings("TooManyParameters")
    ElfLayout(
            int wordSize,
            int headerSize,
            int programHeadersAt,
            int sectionHeadersAt,
            int programHeaderSizeAt,
            int programHeaderSize,
            int sectionInfoAt,
            int segmentOffsetAt,
            int segmentVirtualAt,
            int segmentPhysicalAt,
            int segmentFileSizeAt,
            int segmentMemorySizeAt) {
        this.wordSize = wordSize;
        this.headerSize = headerSize;
        this.programHeadersAt = programHeadersAt;
        this.sectionHeadersAt = sectionHeadersAt;
        this.programHeaderSizeAt = programHeaderSizeAt;
        this.programHeaderSize = programHeaderSize;
        this.sectionInfoAt = sectionInfoAt;
        this.segmentOffsetAt = segmentOffsetAt;
        this.segmentVirtualAt = segmentVirtualAt;
        this.segmentPhysicalAt = segmentPhysicalAt;
        this.segmentFileSizeAt = segmentFileSizeAt;
        this.segmentMemorySizeAt = segmentMemorySizeAt;
    }

    /** An address, offset or size of this class, zero-extended. */
    long word(MemorySegment bytes, long at) {
        return wordSize == 8 ? bytes.get(LittleEndian.LONG, at) : bytes.get(LittleEndian.INT, at) & 0xffff_ffffL;
    }

    /** Where {@code e_phnum} lies. */
    int programHeaderCountAt() {
        return programHeaderSizeAt + 2;
    }
}
