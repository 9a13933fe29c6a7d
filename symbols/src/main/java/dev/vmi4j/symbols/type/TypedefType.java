package dev.vmi4j.symbols.type;

/**
 * Another name for a type.
 *
 * @param name the new name
 * @param target the type it stands for
 */
public record TypedefType(String name, TypeRef target) implements NamedType {}
