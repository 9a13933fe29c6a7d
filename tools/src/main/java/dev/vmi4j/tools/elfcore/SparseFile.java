package dev.vmi4j.tools.elfcore;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Writes a file that has holes where there is nothing but zeros; neighbouring pieces go out together. */
final class SparseFile {
    private static final int BLOCK = 4096;
    private static final int GATHERED = 1 << 20;
    private static final MemorySegment ZEROS =
            MemorySegment.ofArray(new byte[BLOCK]).asReadOnly();

    private final FileChannel channel;
    private final ByteBuffer gathered = ByteBuffer.allocateDirect(GATHERED);
    private long start;

    SparseFile(FileChannel channel) {
        this.channel = channel;
    }

    void write(long position, byte[] bytes) throws IOException {
        write(position, MemorySegment.ofArray(bytes));
    }

    void write(long position, MemorySegment bytes) throws IOException {
        for (long done = 0; done < bytes.byteSize(); done += BLOCK) {
            MemorySegment block = bytes.asSlice(done, Math.min(BLOCK, bytes.byteSize() - done));
            if (block.mismatch(ZEROS.asSlice(0, block.byteSize())) >= 0) {
                append(position + done, block);
            }
        }
    }

    /** Writes what is left; the file then ends at a place even when there is a hole before it. */
    void finish(long end) throws IOException {
        flush();
        if (channel.size() < end) {
            channel.write(ByteBuffer.wrap(new byte[1]), end - 1);
        }
    }

    private void append(long position, MemorySegment block) throws IOException {
        if (position != start + gathered.position() || gathered.remaining() < block.byteSize()) {
            flush();
            start = position;
        }
        gathered.put(block.asByteBuffer());
    }

    private void flush() throws IOException {
        gathered.flip();
        while (gathered.hasRemaining()) {
            start += channel.write(gathered, start);
        }
        gathered.clear();
    }
}
