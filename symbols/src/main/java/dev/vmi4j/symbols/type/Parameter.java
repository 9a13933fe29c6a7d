package dev.vmi4j.symbols.type;

/**
 * A parameter of a function.
 *
 * @param name empty when the prototype gives none
 * @param type its type
 */
public record Parameter(String name, TypeRef type) {}
