package dev.vmi4j.os.linux.detect.data;

import dev.vmi4j.core.memory.GuestMemory;
import java.util.stream.LongStream;

/**
 * Where a kernel image lies.
 *
 * @param start its first address
 * @param readOnlyStart where its read-only data begins: behind the code where that is known
 * @param readOnlyEnd where that ends: at the init sections where those are known
 * @param end the address behind its last
 */
public record ImageRange(long start, long readOnlyStart, long readOnlyEnd, long end) {
    private static final long PAGE = 4096;

    /**
     * Whether an address lies in the image.
     *
     * @param address any
     * @return true when it does
     */
    boolean contains(long address) {
        return Long.compareUnsigned(address, start) >= 0 && Long.compareUnsigned(address, end) < 0;
    }

    /** The places behind the code at which a value of 8 bytes lies. */
    LongStream find(GuestMemory memory, long value) {
        return LongStream.iterate(readOnlyStart, page -> Long.compareUnsigned(page, end) < 0, page -> page + PAGE)
                .filter(page -> memory.readable(page, PAGE) == PAGE)
                .flatMap(page -> LongStream.iterate(page, at -> at < page + PAGE, at -> at + Long.BYTES)
                        .filter(at -> memory.readLong(at) == value));
    }
}
