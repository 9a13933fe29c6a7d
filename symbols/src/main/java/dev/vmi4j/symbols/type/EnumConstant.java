package dev.vmi4j.symbols.type;

/**
 * A named value of an enumeration.
 *
 * @param name its name
 * @param value sign-extended when the enumeration is signed, zero-extended when not
 */
public record EnumConstant(String name, long value) {}
