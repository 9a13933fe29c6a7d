package dev.vmi4j.driver.dump;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** The content of a dump file by offset, however it lies in the real file. Immutable and thread-safe. */
sealed interface FileBytes permits FileBytes.Plain, FlattenedBytes {
    /** The size of the content in bytes; holes count. */
    long size();

    /**
     * A part of the content.
     *
     * @param offset of the part, unsigned
     * @param length of the part
     * @return read-only bytes, copied only where they do not lie together; null when the file does not hold all of them
     */
    @Nullable
    MemorySegment slice(long offset, long length);

    /** Whether the file is known to end too early. */
    boolean truncated();

    /** A file whose content is the file itself. */
    record Plain(ImageFile file) implements FileBytes {
        @Override
        public long size() {
            return file.size();
        }

        @Override
        public @Nullable MemorySegment slice(long offset, long length) {
            return file.holds(offset, length) ? file.bytes().asSlice(offset, length) : null;
        }

        @Override
        public boolean truncated() {
            return false;
        }
    }
}
