package dev.vmi4j.symbols.type;

/**
 * A pointer.
 *
 * @param target what it points to
 * @param size in bytes
 */
public record PointerType(TypeRef target, long size) implements Type {}
