package dev.vmi4j.driver.dump;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a new file from start to end and leaves holes where a block is all zero. Not thread-safe. */
final class SparseWriter implements AutoCloseable {
    /** A good size of the pieces to write: a multiple of the block size. */
    static final int BUFFER = 1 << 18;

    private static final int BLOCK = 4096;
    private static final MemorySegment ZEROS = MemorySegment.ofArray(new byte[BLOCK]);

    private final Path path;
    private final FileChannel channel;
    private long position;
    private long written;

    private SparseWriter(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static SparseWriter create(Path path) throws IOException {
        return new SparseWriter(
                path,
                FileChannel.open(
                        path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE));
    }

    Path path() {
        return path;
    }

    /** Writes the first bytes of an array; holes are found if every write but the last is of whole blocks. */
    void write(byte[] bytes, int length) throws IOException {
        MemorySegment content = MemorySegment.ofArray(bytes);
        int start = 0;
        for (int block = 0; block < length; block += BLOCK) {
            int size = Math.min(BLOCK, length - block);
            if (MemorySegment.mismatch(content, block, block + size, ZEROS, 0, size) < 0) {
                flush(bytes, start, block);
                start = block + size;
            }
        }
        flush(bytes, start, length);
        position += length;
    }

    private void flush(byte[] bytes, int start, int end) throws IOException {
        ByteBuffer part = ByteBuffer.wrap(bytes, start, end - start);
        while (part.hasRemaining()) {
            channel.write(part, position + part.position());
            written = position + part.position();
        }
    }

    /** Gives the file its size also when it ends with a hole. */
    @Override
    public void close() throws IOException {
        try (channel) {
            if (written < position) {
                channel.write(ByteBuffer.allocate(1), position - 1);
            }
        }
    }
}
