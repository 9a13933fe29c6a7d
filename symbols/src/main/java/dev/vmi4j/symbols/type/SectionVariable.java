package dev.vmi4j.symbols.type;

/**
 * A variable at its place in a section.
 *
 * @param variable a {@link VariableType}
 * @param offset from the start of the section, in bytes
 * @param size in bytes
 */
public record SectionVariable(TypeRef variable, long offset, long size) {}
