package dev.vmi4j.symbols.type;

import dev.vmi4j.core.memory.GuestMemory;

/**
 * A field at its place in a structure, found by name or path.
 *
 * @param path as it was asked for
 * @param offset of its storage from the start of the structure, in bytes
 * @param size of its storage in bytes; 0 for a flexible array and a type without a known size
 * @param bitOffset of a bit field within its storage, counted from the least significant bit; else 0
 * @param bitSize of a bit field; else 0
 * @param type its type as declared
 */
public record Field(String path, long offset, long size, int bitOffset, int bitSize, Type type) {
    /**
     * Whether the field is a bit field.
     *
     * @return true when it is
     */
    public boolean isBitField() {
        return bitSize != 0;
    }

    /**
     * Reads the field as an integer: zero-extended, or sign-extended when its type is signed. A bit field is cut out
     * of its storage.
     *
     * @param memory where the structure lies
     * @param structure address of the structure
     * @return the value
     * @throws IllegalArgumentException when the field is not 1, 2, 4 or 8 bytes long
     */
    public long read(GuestMemory memory, long structure) {
        long raw = memory.readUnsigned(structure + offset, (int) size);
        int width = isBitField() ? bitSize : (int) size * 8;
        int unused = Long.SIZE - width;
        long top = raw >>> bitOffset << unused;
        return Types.isSigned(type) ? top >> unused : top >>> unused;
    }
}
