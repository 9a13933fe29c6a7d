package dev.vmi4j.core.arch;

/**
 * A register with what it holds, for people.
 *
 * @param name the manual's name of it, lower case
 * @param value its value, zero-extended
 * @param meaning the bits that are set, or what else belongs to it; empty for a plain number
 */
public record RegisterValue(String name, long value, String meaning) {}
