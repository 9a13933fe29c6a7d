package dev.vmi4j.lab.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Copies a file and leaves holes where it is zero. */
public final class SparseCopy {

    private static final int BLOCK = 1 << 16;

    private SparseCopy() {}

    /**
     * Copies a file; a target that is there is replaced.
     *
     * @param from the file to read
     * @param to the file to write
     * @throws IOException if the file cannot be read or the copy not be written
     */
    public static void copy(Path from, Path to) throws IOException {
        try (var source = FileChannel.open(from);
                var target = FileChannel.open(
                        to,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.SPARSE)) {
            long size = source.size();
            var block = ByteBuffer.allocateDirect(BLOCK);
            for (long at = 0; at < size; at += BLOCK) copyBlock(source, target, at, block);
            // The last byte, zero or not, gives the copy its size.
            copyRange(source, target, Math.max(0, size - 1), block.clear().limit((int) Math.min(1, size)));
        }
    }

    private static void copyBlock(FileChannel source, FileChannel target, long at, ByteBuffer block)
            throws IOException {
        read(source, at, block.clear());
        if (!isZero(block.flip())) write(target, at, block);
    }

    private static void copyRange(FileChannel source, FileChannel target, long at, ByteBuffer range)
            throws IOException {
        read(source, at, range);
        write(target, at, range.flip());
    }

    private static void read(FileChannel source, long at, ByteBuffer block) throws IOException {
        while (block.hasRemaining()) if (source.read(block, at + block.position()) < 0) return;
    }

    private static void write(FileChannel target, long at, ByteBuffer block) throws IOException {
        while (block.hasRemaining()) target.write(block, at + block.position());
    }

    private static boolean isZero(ByteBuffer block) {
        for (int i = 0; i < block.limit() - Long.BYTES + 1; i += Long.BYTES) if (block.getLong(i) != 0) return false;
        for (int i = block.limit() & -Long.BYTES; i < block.limit(); i++) if (block.get(i) != 0) return false;
        return true;
    }
}
