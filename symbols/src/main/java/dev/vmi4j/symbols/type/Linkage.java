package dev.vmi4j.symbols.type;

/** Who can see a function or variable. */
public enum Linkage {
    /** Its own source file. */
    STATIC,
    /** Everybody. */
    GLOBAL,
    /** Everybody; it is defined elsewhere. */
    EXTERN
}
