package dev.vmi4j.driver.dump;

import dev.vmi4j.core.memory.LittleEndian;
import java.lang.foreign.MemorySegment;

/**
 * Where the fields of {@code struct disk_dump_header} and {@code struct kdump_sub_header} lie, as compiled for 64-bit
 * and for 32-bit machines. The names are those of the fields.
 */
enum KdumpLayout {
    BITS_64(8, 428, 12, 32, 40, 48, 56, 96, 104),
    BITS_32(4, 416, 8, 20, 28, 32, 40, 72, 80);

    private static final int LARGEST_SUB_HEADER = 256;

    private final int wordSize;
    private final int blockSizeAt;
    final int splitAt;
    final int vmcoreInfoOffsetAt;
    final int vmcoreInfoSizeAt;
    final int noteOffsetAt;
    final int noteSizeAt;
    final int maxPages64At;
    final int subHeaderSize;

    @SuppressWarnings("TooManyParameters")
    KdumpLayout(
            int wordSize,
            int blockSizeAt,
            int splitAt,
            int vmcoreInfoOffsetAt,
            int vmcoreInfoSizeAt,
            int noteOffsetAt,
            int noteSizeAt,
            int maxPages64At,
            int subHeaderSize) {
        this.wordSize = wordSize;
        this.blockSizeAt = blockSizeAt;
        this.splitAt = splitAt;
        this.vmcoreInfoOffsetAt = vmcoreInfoOffsetAt;
        this.vmcoreInfoSizeAt = vmcoreInfoSizeAt;
        this.noteOffsetAt = noteOffsetAt;
        this.noteSizeAt = noteSizeAt;
        this.maxPages64At = maxPages64At;
        this.subHeaderSize = subHeaderSize;
    }

    /** Whether a header makes sense in this layout. */
    boolean fits(MemorySegment header) {
        int blockSize = blockSize(header);
        return Integer.bitCount(blockSize) == 1
                && blockSize >= 1 << 12
                && blockSize <= 1 << 16
                && subHeaderBlocks(header) > 0
                && subHeaderBlocks(header) <= LARGEST_SUB_HEADER
                && bitmapBlocks(header) > 0;
    }

    int blockSize(MemorySegment header) {
        return header.get(LittleEndian.INT, blockSizeAt);
    }

    int subHeaderBlocks(MemorySegment header) {
        return header.get(LittleEndian.INT, blockSizeAt + 4);
    }

    long bitmapBlocks(MemorySegment header) {
        return header.get(LittleEndian.INT, blockSizeAt + 8) & 0xffff_ffffL;
    }

    /** {@code max_mapnr}. */
    long maxPages(MemorySegment header) {
        return header.get(LittleEndian.INT, blockSizeAt + 12) & 0xffff_ffffL;
    }

    /** An {@code unsigned long} of the sub-header. */
    long word(MemorySegment subHeader, int at) {
        return wordSize == 8
                ? subHeader.get(LittleEndian.LONG, at)
                : subHeader.get(LittleEndian.INT, at) & 0xffff_ffffL;
    }
}
