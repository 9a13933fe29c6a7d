package dev.vmi4j.symbols.type;

/**
 * A function of the program.
 *
 * @param name its name
 * @param prototype a {@link FunctionPrototype}
 * @param linkage who can see it
 */
public record FunctionType(String name, TypeRef prototype, Linkage linkage) implements NamedType {}
