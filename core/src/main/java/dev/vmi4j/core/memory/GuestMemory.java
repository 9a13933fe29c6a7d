package dev.vmi4j.core.memory;

import dev.vmi4j.core.paging.AddressSpace;
import java.lang.foreign.MemorySegment;

/**
 * Guest memory that can be read by raw address: guest physical memory, or a virtual address space. Integers are
 * little-endian and may lie at any alignment, across any pages. Implementations are immutable views and thread-safe.
 *
 * <p>A read fails as a whole, with {@link MissingMemoryException} when the source lacks a page and {@link
 * dev.vmi4j.core.paging.PageFaultException} when an address does not translate; nothing is ever made up for it.
 */
public sealed interface GuestMemory permits PhysicalMemory, AddressSpace {
    /**
     * Reads 8 bits.
     *
     * @param address where
     * @return the value, signed
     */
    byte readByte(long address);

    /**
     * Reads 16 bits.
     *
     * @param address of the first byte
     * @return the value, signed
     */
    short readShort(long address);

    /**
     * Reads 32 bits.
     *
     * @param address of the first byte
     * @return the value, signed
     */
    int readInt(long address);

    /**
     * Reads 64 bits.
     *
     * @param address of the first byte
     * @return the value; signedness is up to the reader
     */
    long readLong(long address);

    /**
     * Reads bytes into a part of a segment.
     *
     * @param address of the first byte
     * @param destination receives the bytes; on failure its part holds what could be read, then what it held before
     * @param offset where in the destination to begin, in bytes
     * @param length the number of bytes
     */
    void read(long address, MemorySegment destination, long offset, long length);

    /**
     * Counts the bytes that can be read from an address on, up to a limit, without reading them where that is cheaper.
     *
     * @param address of the first byte
     * @param limit the most to count
     * @return 0 to the limit
     */
    long readable(long address, long limit);

    /**
     * The number of bytes from an address to where the next unit of reading begins: the run or page for physical
     * memory, and no more than its own page of it for a virtual address space. A read within it succeeds or fails as a whole.
     *
     * @param address any address
     * @return more than 0
     */
    long contiguous(long address);

    /**
     * Reads bytes into the whole of a segment.
     *
     * @param address of the first byte
     * @param destination receives as many bytes as it is long
     */
    default void read(long address, MemorySegment destination) {
        read(address, destination, 0, destination.byteSize());
    }

    /**
     * Reads bytes into a new array.
     *
     * @param address of the first byte
     * @param length the number of bytes; check it before if it came from the guest
     * @return the bytes
     */
    default byte[] readBytes(long address, int length) {
        byte[] bytes = new byte[length];
        read(address, MemorySegment.ofArray(bytes));
        return bytes;
    }

    /**
     * Reads an unsigned integer.
     *
     * @param address of the first byte
     * @param size in bytes: 1, 2, 4 or 8
     * @return the value, zero-extended; the full 64 bits for size 8
     * @throws IllegalArgumentException for another size
     */
    default long readUnsigned(long address, int size) {
        return switch (size) {
            case 1 -> readByte(address) & 0xffL;
            case 2 -> readShort(address) & 0xffffL;
            case 4 -> readInt(address) & 0xffff_ffffL;
            case 8 -> readLong(address);
            default -> throw new IllegalArgumentException("integer size " + size + " is not 1, 2, 4 or 8 bytes");
        };
    }

    /**
     * Reads NUL-terminated UTF-8 text.
     *
     * @param address of the first byte
     * @param limit the most bytes to read; none past it is touched
     * @return the text before the NUL, or of all bytes when there is none within the limit; malformed bytes become
     *     U+FFFD
     */
    default String readUtf8(long address, int limit) {
        return GuestStrings.terminatedUtf8(this, address, limit);
    }

    /**
     * Reads counted UTF-8 text.
     *
     * @param address of the first byte
     * @param length in bytes
     * @return the text, embedded NULs kept; malformed bytes become U+FFFD
     */
    default String readUtf8Counted(long address, int length) {
        return GuestStrings.utf8(readBytes(address, length));
    }

    /**
     * Reads NUL-terminated little-endian UTF-16 text.
     *
     * @param address of the first byte
     * @param limit the most bytes to read; none past it is touched, an odd one is not read
     * @return the text before the NUL, or of all units when there is none within the limit
     */
    default String readUtf16(long address, int limit) {
        return GuestStrings.terminatedUtf16(this, address, limit);
    }

    /**
     * Reads counted little-endian UTF-16 text.
     *
     * @param address of the first byte
     * @param length in bytes; an odd one is rounded down
     * @return the text, embedded NULs kept
     */
    default String readUtf16Counted(long address, int length) {
        return GuestStrings.utf16(readBytes(address, length & ~1));
    }
}
