package dev.vmi4j.driver.dump;

import dev.vmi4j.core.driver.ReadsMemory;
import java.nio.file.Path;

/**
 * A memory image as a driver. It reads memory; an image that holds registers of a known architecture is an {@link
 * ImageWithRegisters} and reads those too. Immutable and thread-safe until it is closed by whoever opened it.
 */
public sealed interface MemoryImage extends ReadsMemory permits ImageOfMemory, ImageWithRegisters {
    /**
     * Opens an image and finds out what it is.
     *
     * @param path a memory image of any format in {@link ImageFormat#all()}, also compressed with gzip, xz or zstd
     * @return the image, to be closed by the caller
     * @throws ImageException when the file cannot be read or is no usable image
     */
    static MemoryImage open(Path path) {
        return open(path, ImageOptions.DEFAULT);
    }

    /**
     * Opens an image.
     *
     * @param path a memory image of any format in {@link ImageFormat#all()}, also compressed with gzip, xz or zstd
     * @param options what the caller knows better
     * @return the image, to be closed by the caller
     * @throws ImageException when the file cannot be read or is no usable image
     */
    static MemoryImage open(Path path, ImageOptions options) {
        return ImageOpener.open(path, options);
    }

    /**
     * What the image says about itself.
     *
     * @return the same object at every call
     */
    ImageInfo info();

    @Override
    default String description() {
        return info().format() + " image " + info().path().getFileName();
    }
}
