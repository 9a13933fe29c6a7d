package dev.vmi4j.symbols.type;

/**
 * A member of a structure or union, as declared.
 *
 * @param name empty for an anonymous structure or union
 * @param type its type
 * @param bitOffset from the first bit of the structure
 * @param bitSize of a bit field; 0 for any other member
 */
public record Member(String name, TypeRef type, long bitOffset, int bitSize) {
    /**
     * The offset in bytes from the start of the structure.
     *
     * @return rounded down for a bit field
     */
    public long offset() {
        return bitOffset >>> 3;
    }

    /**
     * Whether the member is a bit field.
     *
     * @return true when it is
     */
    public boolean isBitField() {
        return bitSize != 0;
    }
}
