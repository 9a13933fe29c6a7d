package dev.vmi4j.core;

import dev.vmi4j.core.address.AccessContext;
import dev.vmi4j.core.error.VmiException;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * One of many reads that are made together.
 *
 * @param access where to read
 * @param destination receives as many bytes as it is long, page by page
 */
public record ScatterRead(AccessContext access, MemorySegment destination) {
    /**
     * What became of the part of a read that lies in one page.
     *
     * @param access where the part begins
     * @param offset where it begins in the destination, in bytes
     * @param length in bytes
     * @param failure why it could not be read; empty when it was
     */
    public record PageResult(AccessContext access, long offset, long length, Optional<VmiException> failure) {
        /**
         * Whether the part was read.
         *
         * @return true when the destination holds it
         */
        public boolean succeeded() {
            return failure.isEmpty();
        }
    }
}
