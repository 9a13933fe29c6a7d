package dev.vmi4j.symbols.type;

/**
 * A variable of the program.
 *
 * @param name its name
 * @param type its type
 * @param linkage who can see it
 */
public record VariableType(String name, TypeRef type, Linkage linkage) implements NamedType {}
