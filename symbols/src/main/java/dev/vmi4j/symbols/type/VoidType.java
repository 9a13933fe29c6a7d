package dev.vmi4j.symbols.type;

/** The type without values: what a function without result returns, what an untyped pointer points to. */
public enum VoidType implements Type {
    /** The only one. */
    VOID
}
