package dev.vmi4j.symbols.type;

/**
 * An array.
 *
 * @param element the type of each element
 * @param count the number of elements; 0 for a flexible array
 */
public record ArrayType(TypeRef element, long count) implements Type {}
