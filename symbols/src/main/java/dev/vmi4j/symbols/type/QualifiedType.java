package dev.vmi4j.symbols.type;

/**
 * A type with a qualifier.
 *
 * @param qualifier which
 * @param target the type it qualifies
 */
public record QualifiedType(Qualifier qualifier, TypeRef target) implements Type {}
