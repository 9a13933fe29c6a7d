package dev.vmi4j.core.table;

/** The type of a column's values. */
public enum ColumnType {
    /** Text from the guest or made for people. */
    TEXT,
    /** A signed 64-bit number: a count, an identifier, a size in bytes. */
    NUMBER,
    /** An unsigned 64-bit address, printed in hexadecimal. */
    ADDRESS,
    /** True or false. */
    FLAG,
    /** A length of time in seconds. */
    SECONDS,
    /** An instant of the wall clock, UTC. */
    INSTANT,
    /** Several texts. */
    LIST
}
