package dev.vmi4j.symbols.type;

/**
 * A floating point number.
 *
 * @param name such as {@code double}
 * @param size in bytes
 */
public record FloatType(String name, long size) implements NamedType {}
