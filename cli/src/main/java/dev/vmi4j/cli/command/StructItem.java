package dev.vmi4j.cli.command;

import dev.vmi4j.symbols.type.StructType;
import dev.vmi4j.symbols.type.Type;

/** A line of a structure's description. */
sealed interface StructItem {
    /** How many structures are open around it; 1 for the members of the outermost. */
    int depth();

    /**
     * A member.
     *
     * @param depth how many structures are open around it
     * @param path its name with those of the structures around it
     * @param name its own name
     * @param type its type as declared
     * @param bit its first bit from the start of the outermost structure
     * @param bits the number of bits of a bit field; 0 for any other member
     * @param size in bytes; 0 when nobody knows
     */
    record Member(int depth, String path, String name, Type type, long bit, int bits, long size) implements StructItem {
        long offset() {
            return bit >>> 3;
        }
    }

    /**
     * A structure or union begins whose members follow.
     *
     * @param depth how many structures are open around it
     * @param structure the structure or union
     */
    record Open(int depth, StructType structure) implements StructItem {}

    /**
     * A structure or union ends.
     *
     * @param depth how many structures are open around it
     * @param suffix what stands between its closing brace and the semicolon: the member's name, dimensions
     * @param offset in bytes from the start of the outermost structure
     * @param size in bytes
     */
    record Close(int depth, String suffix, long offset, long size) implements StructItem {}

    /**
     * Bits that no member uses.
     *
     * @param depth how many structures are open around it
     * @param bit the first of them
     * @param bits how many
     */
    record Hole(int depth, long bit, long bits) implements StructItem {}
}
