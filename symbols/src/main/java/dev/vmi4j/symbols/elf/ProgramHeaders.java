package dev.vmi4j.symbols.elf;

import dev.vmi4j.symbols.binary.ByteReader;
import java.util.Optional;

/**
 * What the program headers say of a file that was loaded.
 *
 * @param bias what was added to the addresses for which the file was linked
 * @param size from the first byte to the end of the last segment
 * @param dynamic address and size of the dynamic section; empty for a file that was linked statically
 */
record ProgramHeaders(long bias, long size, Optional<Range> dynamic) {
    private static final int LOAD = 1;
    private static final int DYNAMIC = 2;
    private static final long LARGEST = 1L << 40;

    /** A part of memory. */
    record Range(long va, long size) {}

    private record Header(int type, long offset, long address, long size) {
        static Header read(ByteReader reader, boolean wide) {
            int type = (int) reader.u32();
            if (wide) {
                reader.u32();
            }
            long offset = word(reader, wide);
            long address = word(reader, wide);
            word(reader, wide);
            word(reader, wide);
            return new Header(type, offset, address, word(reader, wide));
        }
    }

    /** Reads a table of program headers; the file's first byte lies at the base. */
    static ProgramHeaders read(ByteReader table, int count, int entrySize, boolean wide, long base) {
        long first = 0;
        long end = 0;
        boolean loaded = false;
        Optional<Header> dynamic = Optional.empty();
        for (int i = 0; i < count; i++) {
            Header header = Header.read(table.at((long) i * entrySize), wide);
            if (header.type == LOAD) {
                first = loaded ? first : header.address - header.offset;
                end = Math.max(end, header.address - first + header.size);
                loaded = true;
            } else if (header.type == DYNAMIC) {
                dynamic = Optional.of(header);
            }
        }
        if (end <= 0 || end > LARGEST) {
            throw table.malformed("its segments take " + end + " bytes");
        }
        long bias = base - first;
        return new ProgramHeaders(bias, end, dynamic.map(header -> new Range(header.address + bias, header.size)));
    }

    static long word(ByteReader reader, boolean wide) {
        return wide ? reader.u64() : reader.u32();
    }
}
