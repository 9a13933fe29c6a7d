package dev.vmi4j.symbols.elf;

import dev.vmi4j.symbols.binary.ByteReader;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The dynamic section of a file that was loaded: numbers by tag, and addresses whether the loader adjusted them or not. */
final class DynamicSection {
    static final long HASH = 4;
    static final long STRINGS = 5;
    static final long SYMBOLS = 6;
    static final long STRINGS_SIZE = 10;
    static final long GNU_HASH = 0x6fff_fef5L;
    static final long VERSIONS = 0x6fff_fff0L;

    private final Map<Long, Long> values = new HashMap<>();
    private final long base;
    private final ProgramHeaders headers;

    DynamicSection(ByteReader reader, boolean wide, long base, ProgramHeaders headers) {
        this.base = base;
        this.headers = headers;
        while (reader.hasMore()) {
            long tag = ProgramHeaders.word(reader, wide);
            long value = ProgramHeaders.word(reader, wide);
            if (tag == 0) {
                break;
            }
            values.putIfAbsent(tag, value);
        }
    }

    OptionalLong value(long tag) {
        Long value = values.get(tag);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** What a tag points to; glibc adjusts the section of what it loads, others and the kernel do not. */
    OptionalLong address(long tag) {
        Long value = values.get(tag);
        if (value == null) {
            return OptionalLong.empty();
        }
        boolean adjusted = Long.compareUnsigned(value - base, headers.size()) < 0;
        return OptionalLong.of(adjusted ? value : value + headers.bias());
    }
}
