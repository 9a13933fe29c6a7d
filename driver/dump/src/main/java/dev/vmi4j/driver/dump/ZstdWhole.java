package dev.vmi4j.driver.dump;

import io.airlift.compress.v3.MalformedInputException;
import io.airlift.compress.v3.zstd.ZstdJavaDecompressor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Unpacks a zstd file in one go, from mapping to mapping: the decoder of streams moves its whole window for every few
 * blocks, which for the windows of {@code zstd --long} and {@code --ultra} takes minutes.
 */
final class ZstdWhole {
    private static final long LARGEST_STREAMED_WINDOW = 8 << 20;
    private static final long LARGEST_CONTENT = Integer.MAX_VALUE;

    private ZstdWhole() {}

    /**
     * Unpacks a file that a stream would be slow for.
     *
     * @param path a zstd file
     * @param part a new file that receives the content
     * @return false when it is a file for a stream: usual window, more than one frame, or more than 2 GiB
     */
    static boolean unpack(Path path, Path part) throws IOException {
        try (ImageFile file = ImageFile.open(path)) {
            ZstdFrame frame = ZstdFrame.first(file.bytes()).orElse(new ZstdFrame(0, 0));
            return frame.window() > LARGEST_STREAMED_WINDOW
                    && frame.content() > 0
                    && frame.content() <= LARGEST_CONTENT
                    && unpack(file.bytes(), part, frame.content());
        }
    }

    private static boolean unpack(MemorySegment packed, Path part, long size) throws IOException {
        try (Arena arena = Arena.ofConfined();
                FileChannel channel = FileChannel.open(
                        part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MemorySegment content = channel.map(MapMode.READ_WRITE, 0, size, arena);
            return new ZstdJavaDecompressor().decompress(packed, content) == size;
        } catch (MalformedInputException | IllegalArgumentException | IndexOutOfBoundsException _) {
            return false; // more than one frame, or damaged: the stream's decoder says which
        }
    }
}
