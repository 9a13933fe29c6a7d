package dev.vmi4j.symbols.type;

/**
 * A type of a kind that is newer than this library; its source told how long it is, so that the others can be read.
 *
 * @param kind the number of the kind in its source
 */
public record UnknownType(int kind) implements Type {}
