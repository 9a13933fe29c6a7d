package dev.vmi4j.symbols.btf;

import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.symbols.MalformedSymbolsException;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * The head of a BTF blob ({@code struct btf_header}): where its sections lie, counted from the blob's first byte.
 *
 * @param types first byte of the types
 * @param typesLength in bytes
 * @param strings first byte of the strings
 * @param stringsLength in bytes
 * @param layouts first byte of the description of kinds; of length 0 in headers without one
 * @param layoutsLength in bytes
 */
record BtfHeader(int types, int typesLength, int strings, int stringsLength, int layouts, int layoutsLength) {
    /** The first three bytes: magic and version. */
    static final int START = 0x01_eb9f;

    static final int MIN_LENGTH = 24;
    /** Far above any kernel's; keeps all offsets positive ints. */
    static final int MAX_BLOB = 256 << 20;

    private static final int WITH_LAYOUTS = 32;
    private static final int MAX_LENGTH = 4096;
    private static final int MAGIC = 0xeb9f;
    private static final int SWAPPED_MAGIC = 0x9feb;

    static BtfHeader parse(MemorySegment bytes) {
        BtfHeader header = parse(bytes, bytes.byteSize());
        require(header.end() <= bytes.byteSize(), 8, "its sections end after it does");
        return header;
    }

    private static BtfHeader parse(MemorySegment bytes, long size) {
        require(bytes.byteSize() >= MIN_LENGTH, bytes.byteSize(), "it is shorter than its header");
        checkMagic(bytes.get(LittleEndian.SHORT, 0) & 0xffff);
        require(bytes.get(LittleEndian.SHORT, 2) == 0x0001, 2, "its version is not 1 or it has unknown flags");
        int length = bytes.get(LittleEndian.INT, 4);
        require(length >= MIN_LENGTH && length <= Math.min(MAX_LENGTH, size), 4, "the header's length is impossible");
        boolean layouts = length >= WITH_LAYOUTS && bytes.byteSize() >= WITH_LAYOUTS;
        return new BtfHeader(
                section(bytes, length, 8),
                bytes.get(LittleEndian.INT, 12),
                section(bytes, length, 16),
                bytes.get(LittleEndian.INT, 20),
                layouts ? section(bytes, length, 24) : 0,
                layouts ? bytes.get(LittleEndian.INT, 28) : 0);
    }

    /** The header of what may be a blob in guest memory. */
    static Optional<BtfHeader> tryRead(GuestMemory memory, long address) {
        int available = (int) memory.readable(address, WITH_LAYOUTS);
        if (available < MIN_LENGTH || (memory.readInt(address) & 0xff_ffff) != START) {
            return Optional.empty();
        }
        MemorySegment head = MemorySegment.ofArray(memory.readBytes(address, available));
        try {
            return Optional.of(parse(head, MAX_BLOB));
        } catch (MalformedSymbolsException _) {
            return Optional.empty();
        }
    }

    /** The number of bytes from the blob's first to the last of its sections. */
    int end() {
        return Math.max(Math.max(types + typesLength, strings + stringsLength), layouts + layoutsLength);
    }

    private static int section(MemorySegment bytes, int headerLength, int at) {
        int offset = bytes.get(LittleEndian.INT, at);
        int length = bytes.get(LittleEndian.INT, at + 4);
        boolean possible = offset >= 0 && length >= 0 && (long) headerLength + offset + length <= MAX_BLOB;
        require(possible, at, "a section's place is impossible");
        return headerLength + offset;
    }

    private static void checkMagic(int magic) {
        require(magic != SWAPPED_MAGIC, 0, "it is big-endian, which no supported architecture is");
        require(magic == MAGIC, 0, "it does not begin with the magic");
    }

    private static void require(boolean holds, long offset, String problem) {
        if (!holds) {
            throw new MalformedSymbolsException(Btf.FORMAT, offset, problem);
        }
    }
}
