package dev.vmi4j.driver.dump;

import dev.vmi4j.core.memory.LittleEndian;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * What the header of a zstd frame announces (RFC 8878, section 3.1.1.1).
 *
 * @param window how far back matches reach, in bytes
 * @param content the size of the unpacked content in bytes, or -1 when it is not said
 */
record ZstdFrame(long window, long content) {
    private static final int DESCRIPTOR_AT = 4;
    private static final int LONGEST_HEADER = 18;
    private static final int[] DICTIONARY_SIZES = {0, 1, 2, 4};

    /** The first frame of a file; empty when it is too short to have one. */
    static Optional<ZstdFrame> first(MemorySegment file) {
        if (file.byteSize() < LONGEST_HEADER) {
            return Optional.empty();
        }
        int descriptor = file.get(ValueLayout.JAVA_BYTE, DESCRIPTOR_AT) & 0xff;
        boolean single = (descriptor & 0x20) != 0;
        int windowSize = single ? 0 : 1;
        long at = DESCRIPTOR_AT + 1L + windowSize + DICTIONARY_SIZES[descriptor & 3];
        long content = content(file, at, descriptor >>> 6, single);
        return Optional.of(new ZstdFrame(single ? content : window(file), content));
    }

    private static long window(MemorySegment file) {
        int descriptor = file.get(ValueLayout.JAVA_BYTE, DESCRIPTOR_AT + 1L) & 0xff;
        long base = 1L << 10 + (descriptor >>> 3);
        return base + base / 8 * (descriptor & 7);
    }

    private static long content(MemorySegment file, long at, int kind, boolean single) {
        return switch (kind) {
            case 0 -> single ? file.get(ValueLayout.JAVA_BYTE, at) & 0xff : -1;
            case 1 -> (file.get(LittleEndian.SHORT, at) & 0xffff) + 256;
            case 2 -> file.get(LittleEndian.INT, at) & 0xffff_ffffL;
            default -> file.get(LittleEndian.LONG, at);
        };
    }
}
