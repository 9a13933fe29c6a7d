package dev.vmi4j.driver.dump;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * An image file, mapped read-only as a whole. Whoever opened it closes it; its bytes must not be used after that, nor
 * may another process shorten the file before.
 */
public final class ImageFile implements AutoCloseable {
    private final Path path;
    private final MemorySegment bytes;
    private final Arena arena;

    private ImageFile(Path path, MemorySegment bytes, Arena arena) {
        this.path = path;
        this.bytes = bytes;
        this.arena = arena;
    }

    /**
     * Maps a file that is not compressed.
     *
     * @param path the file
     * @return the mapped file
     * @throws ImageException when it cannot be read or is empty
     */
    public static ImageFile open(Path path) {
        return open(path, path);
    }

    /** Maps the file that holds the unpacked content of another. */
    @SuppressWarnings("MustBeClosedChecker") // the arena belongs to the object from here on
    static ImageFile open(Path name, Path content) {
        requireRegular(name, content);
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(content, StandardOpenOption.READ)) {
            MemorySegment bytes = channel.map(MapMode.READ_ONLY, 0, requireSize(name, channel.size()), arena);
            return new ImageFile(name, bytes, arena);
        } catch (IOException e) {
            arena.close();
            throw unreadable(name, e);
        } catch (Throwable e) {
            arena.close();
            throw e;
        }
    }

    static ImageException unreadable(Path path, IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> new ImageException(path, "there is no such file", e);
            case AccessDeniedException _ -> new ImageException(path, "you may not read this file", e);
            default -> new ImageException(path, "cannot be read: " + e.getMessage(), e);
        };
    }

    static void requireRegular(Path name, Path content) {
        if (!Files.exists(content)) {
            throw new ImageException(name, "there is no such file");
        }
        if (Files.isDirectory(content)) {
            throw new ImageException(name, "is a folder; name the memory image in it");
        }
        if (!Files.isRegularFile(content)) {
            throw new ImageException(name, "is not a regular file; copy what it gives into one first");
        }
    }

    private static long requireSize(Path name, long size) {
        if (size == 0) {
            throw new ImageException(name, "is empty; was the disk full when it was written?");
        }
        return size;
    }

    /**
     * The file as the caller named it, also when its unpacked content lies elsewhere.
     *
     * @return its path
     */
    public Path path() {
        return path;
    }

    /**
     * The size of the content.
     *
     * @return in bytes, more than 0
     */
    public long size() {
        return bytes.byteSize();
    }

    /**
     * The content.
     *
     * @return read-only, valid until the file is closed
     */
    public MemorySegment bytes() {
        return bytes;
    }

    /**
     * The first bytes of the content.
     *
     * @return up to {@link ImageFormat#PROBE_SIZE} bytes
     */
    public MemorySegment head() {
        return bytes.asSlice(0, Math.min(size(), ImageFormat.PROBE_SIZE));
    }

    /**
     * Whether the file reaches as far as a part of it.
     *
     * @param offset of the part, unsigned
     * @param length of the part, unsigned
     * @return false also when offset and length together leave the 63-bit space
     */
    public boolean holds(long offset, long length) {
        return offset >= 0 && length >= 0 && offset <= size() && length <= size() - offset;
    }

    /** Ends the mapping; closing twice has no further effect. */
    @Override
    public synchronized void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
