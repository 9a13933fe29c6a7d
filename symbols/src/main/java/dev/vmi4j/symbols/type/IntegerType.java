package dev.vmi4j.symbols.type;

/**
 * An integer.
 *
 * @param name such as {@code long unsigned int}
 * @param size of its storage in bytes
 * @param encoding how its bits are meant
 * @param bitOffset of the value within its storage; 0 for all but odd bit fields of old compilers
 * @param bitSize of the value; 8 times the size for all but bit fields of old compilers
 */
public record IntegerType(String name, long size, IntegerEncoding encoding, int bitOffset, int bitSize)
        implements NamedType {}
