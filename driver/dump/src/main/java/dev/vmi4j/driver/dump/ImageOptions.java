package dev.vmi4j.driver.dump;

import dev.vmi4j.core.address.Pa;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the opener of an image knows better than the image. Begin with {@link #DEFAULT}.
 *
 * @param format the {@linkplain ImageFormat#name() name} of the format to take the file for; empty: by its magic number
 * @param baseAddress raw images: guest physical address of the first byte
 * @param memoryMap raw images: which part of the file lies where; empty: a map beside the image, else the whole file
 *     from the base address on
 * @param cacheBytes the most bytes of unpacked pages to keep for images whose pages are compressed; 0 keeps none
 * @param unpackFolder where to keep the unpacked content of a {@code .gz}, {@code .xz} or {@code .zst} file; empty:
 *     the user's cache folder
 * @param progress hears of jobs that take time
 */
public record ImageOptions(
        Optional<String> format,
        Pa baseAddress,
        Optional<MemoryMap> memoryMap,
        long cacheBytes,
        Optional<Path> unpackFolder,
        Progress progress) {
    /** Everything is found out, 64 MiB of pages are kept, progress is silent. */
    public static final ImageOptions DEFAULT =
            new ImageOptions(Optional.empty(), Pa.ZERO, Optional.empty(), 64L << 20, Optional.empty(), Progress.SILENT);

    /** Checks the numbers. */
    public ImageOptions {
        if (baseAddress.value() < 0) {
            throw new IllegalArgumentException("base address " + baseAddress + " is beyond the physical address space");
        }
        if (cacheBytes < 0 || cacheBytes > 1L << 40) {
            throw new IllegalArgumentException("a cache of " + cacheBytes + " bytes is not within 0..1 TiB");
        }
    }

    /**
     * The same options with a format.
     *
     * @param name the name of an {@link ImageFormat}
     * @return a copy
     */
    public ImageOptions withFormat(String name) {
        return new ImageOptions(Optional.of(name), baseAddress, memoryMap, cacheBytes, unpackFolder, progress);
    }

    /**
     * The same options with a base address.
     *
     * @param pa guest physical address of the first byte of a raw image
     * @return a copy
     */
    public ImageOptions withBaseAddress(Pa pa) {
        return new ImageOptions(format, pa, memoryMap, cacheBytes, unpackFolder, progress);
    }

    /**
     * The same options with a memory map.
     *
     * @param map which part of a raw image lies where
     * @return a copy
     */
    public ImageOptions withMemoryMap(MemoryMap map) {
        return new ImageOptions(format, baseAddress, Optional.of(map), cacheBytes, unpackFolder, progress);
    }

    /**
     * The same options with another cache size.
     *
     * @param bytes the most bytes to keep, 0 for none
     * @return a copy
     */
    public ImageOptions withCacheBytes(long bytes) {
        return new ImageOptions(format, baseAddress, memoryMap, bytes, unpackFolder, progress);
    }

    /**
     * The same options with a folder for unpacked images.
     *
     * @param folder made when it is not there
     * @return a copy
     */
    public ImageOptions withUnpackFolder(Path folder) {
        return new ImageOptions(format, baseAddress, memoryMap, cacheBytes, Optional.of(folder), progress);
    }

    /**
     * The same options with a listener.
     *
     * @param listener hears of jobs that take time
     * @return a copy
     */
    public ImageOptions withProgress(Progress listener) {
        return new ImageOptions(format, baseAddress, memoryMap, cacheBytes, unpackFolder, listener);
    }
}
