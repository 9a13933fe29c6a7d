package dev.vmi4j.driver.dump;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a file in makedumpfile's flattened format, which QEMU writes too: after a header of 4096 bytes, blocks
 * in the order of writing, each with its offset and size (big-endian) in the file that is meant. What was written later
 * counts.
 */
final class FlattenedBytes implements FileBytes {
    static final String SIGNATURE = "makedumpfile\0\0\0\0";

    private static final ValueLayout.OfLong BIG_ENDIAN =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final int FIRST_BLOCK = 4096;
    private static final int BLOCK_HEADER = 16;
    private static final int MOST_BLOCKS = 1 << 22;
    private static final long END = -1;

    private record Block(long offset, long size, long at) {}

    private final MemorySegment file;
    private final long[] starts;
    private final long[] ends;
    private final long[] positions;
    private final boolean truncated;

    private FlattenedBytes(MemorySegment file, List<Pieces.Piece> pieces, boolean truncated) {
        this.file = file;
        this.starts = pieces.stream().mapToLong(Pieces.Piece::start).toArray();
        this.ends = pieces.stream().mapToLong(Pieces.Piece::end).toArray();
        this.positions = pieces.stream().mapToLong(Pieces.Piece::offset).toArray();
        this.truncated = truncated;
    }

    /** Finds the blocks of a file that begins with {@link #SIGNATURE}. */
    static FlattenedBytes of(ImageFile file) {
        List<Block> blocks = new ArrayList<>();
        boolean truncated = !readBlocks(file, blocks);
        Pieces pieces = new Pieces();
        for (Block block : blocks.reversed()) {
            pieces.add(block.offset, block.size, block.at);
        }
        return new FlattenedBytes(file.bytes(), pieces.joined(), truncated);
    }

    /** Whether the end mark was reached. */
    private static boolean readBlocks(ImageFile file, List<Block> blocks) {
        long at = FIRST_BLOCK;
        while (file.holds(at, BLOCK_HEADER)) {
            long offset = file.bytes().get(BIG_ENDIAN, at);
            if (offset == END) {
                return true;
            }
            long size = file.bytes().get(BIG_ENDIAN, at + Long.BYTES);
            if (offset < 0 || size <= 0 || offset + size < 0) {
                throw new ImageException(file.path(), at, "a block of the flattened dump has no possible place");
            }
            if (blocks.size() == MOST_BLOCKS) {
                throw new ImageException(
                        file.path(), "has too many blocks; rearrange it: makedumpfile -R NEW < " + file.path());
            }
            at += BLOCK_HEADER;
            long there = Math.min(size, file.size() - at);
            if (there > 0) {
                blocks.add(new Block(offset, there, at));
            }
            if (there < size) {
                return false;
            }
            at += size;
        }
        return false;
    }

    @Override
    public long size() {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    @Override
    public boolean truncated() {
        return truncated;
    }

    @Override
    public @Nullable MemorySegment slice(long offset, long length) {
        int piece = pieceOf(offset);
        if (piece < 0 || length < 0) {
            return null;
        }
        return length <= ends[piece] - offset
                ? file.asSlice(positions[piece] + (offset - starts[piece]), length)
                : gathered(piece, offset, length);
    }

    private @Nullable MemorySegment gathered(int first, long offset, long length) {
        if (length > file.byteSize() || length > Integer.MAX_VALUE - 8 || !isWhole(first, offset, length)) {
            return null;
        }
        MemorySegment bytes = MemorySegment.ofArray(new byte[(int) length]);
        long done = 0;
        for (int piece = first; done < length; piece++) {
            long from = offset + done - starts[piece];
            long size = Math.min(length - done, ends[piece] - starts[piece] - from);
            MemorySegment.copy(file, positions[piece] + from, bytes, done, size);
            done += size;
        }
        return bytes.asReadOnly();
    }

    private boolean isWhole(int first, long offset, long length) {
        long end = offset + length;
        int piece = first;
        while (ends[piece] < end && piece + 1 < starts.length && starts[piece + 1] == ends[piece]) {
            piece++;
        }
        return end >= 0 && ends[piece] >= end;
    }

    private int pieceOf(long offset) {
        int found = Arrays.binarySearch(starts, offset);
        int piece = found >= 0 ? found : -found - 2;
        return piece >= 0 && offset < ends[piece] ? piece : -1;
    }
}
