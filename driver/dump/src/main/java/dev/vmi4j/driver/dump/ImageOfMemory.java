package dev.vmi4j.driver.dump;

import dev.vmi4j.core.memory.PhysicalMemory;

/** An image that holds memory and no registers. */
public final class ImageOfMemory implements MemoryImage {
    private final ImageFile file;
    private final PhysicalMemory memory;
    private final ImageInfo info;

    ImageOfMemory(ImageFile file, PhysicalMemory memory, ImageInfo info) {
        this.file = file;
        this.memory = memory;
        this.info = info;
    }

    @Override
    public PhysicalMemory memory() {
        return memory;
    }

    @Override
    public ImageInfo info() {
        return info;
    }

    @Override
    public void close() {
        file.close();
    }

    @Override
    public String toString() {
        return description();
    }
}
