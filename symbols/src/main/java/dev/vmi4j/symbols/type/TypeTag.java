package dev.vmi4j.symbols.type;

/**
 * A remark on a type, such as {@code user} or {@code percpu} on what a pointer points to.
 *
 * @param value the remark
 * @param target the type it is about
 */
public record TypeTag(String value, TypeRef target) implements Type {}
