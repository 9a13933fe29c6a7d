package dev.vmi4j.symbols.type;

/**
 * A structure or union that is named but not described.
 *
 * @param name its name
 * @param kind which of the two
 */
public record ForwardType(String name, StructKind kind) implements NamedType {}
