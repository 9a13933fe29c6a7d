package dev.vmi4j.driver.dump;

import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks compressed images, once: the content is kept in a cache folder under a name made from path, size and time of
 * the file. It is written under another name first, so that an interruption leaves nothing that looks complete.
 */
final class Unpacker {
    private static final int BUFFER = 1 << 16;
    private static final int XZ_MOST_KIB = 1 << 19;

    private final Path path;
    private final Compression compression;
    private final Progress progress;

    private Unpacker(Path path, Compression compression, Progress progress) {
        this.path = path;
        this.compression = compression;
        this.progress = progress;
    }

    /** The file itself, or the file with its unpacked content when it is compressed. */
    static Path contentOf(Path path, ImageOptions options) {
        ImageFile.requireRegular(path, path);
        try {
            Optional<Compression> compression = Compression.of(head(path));
            return compression.isEmpty()
                    ? path
                    : new Unpacker(path, compression.get(), options.progress()).content(UnpackCache.of(options));
        } catch (IOException e) {
            throw ImageFile.unreadable(path, e);
        }
    }

    private static byte[] head(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(Compression.LONGEST_MAGIC);
        }
    }

    private Path content(UnpackCache cache) throws IOException {
        Path content = cache.contentOf(path);
        if (!Files.isRegularFile(content)) {
            unpackTo(content, cache);
        }
        return content;
    }

    private void unpackTo(Path content, UnpackCache cache) throws IOException {
        cache.removeLeftovers(content);
        Path part = cache.partOf(content);
        try {
            unpack(part);
            Files.move(part, content, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void unpack(Path part) throws IOException {
        if (compression == Compression.ZSTD && ZstdWhole.unpack(path, part)) {
            new ProgressMeter(progress, "unpacking " + path.getFileName(), sizeOf(path)).finish();
            return;
        }
        Files.deleteIfExists(part);
        stream(part);
    }

    private void stream(Path part) throws IOException {
        try (CountingInputStream packed = new CountingInputStream(Files.newInputStream(path));
                SparseWriter out = SparseWriter.create(part);
                InputStream in = unpacking(new BufferedInputStream(packed, BUFFER))) {
            copy(packed, in, out);
        }
    }

    private void copy(CountingInputStream packed, InputStream in, SparseWriter out) {
        ProgressMeter meter = new ProgressMeter(progress, "unpacking " + path.getFileName(), sizeOf(path));
        byte[] buffer = new byte[SparseWriter.BUFFER];
        for (int length = fill(in, buffer); length > 0; length = fill(in, buffer)) {
            write(out, buffer, length);
            meter.update(packed.count());
            if (Thread.currentThread().isInterrupted()) {
                throw new ImageException(path, "was not unpacked: interrupted");
            }
        }
        meter.finish();
    }

    private void write(SparseWriter out, byte[] buffer, int length) {
        try {
            out.write(buffer, length);
        } catch (IOException e) {
            throw new ImageException(path, "cannot be unpacked to " + out.path() + ": " + e.getMessage(), e);
        }
    }

    /** As many bytes as fit and are there. Whatever a decoder throws at a damaged file becomes one error. */
    private int fill(InputStream in, byte[] buffer) {
        try {
            return in.readNBytes(buffer, 0, buffer.length);
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    private InputStream unpacking(InputStream packed) {
        try {
            return switch (compression) {
                case GZIP -> new GZIPInputStream(packed, BUFFER);
                case XZ -> new XZInputStream(packed, XZ_MOST_KIB);
                case ZSTD -> new ZstdInputStream(packed);
            };
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    private ImageException damaged(Exception e) {
        return new ImageException(
                path, "cannot be unpacked (" + compression.name().toLowerCase(Locale.ROOT) + "): " + e.getMessage(), e);
    }

    private static long sizeOf(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw ImageFile.unreadable(path, e);
        }
    }
}
