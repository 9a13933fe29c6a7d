package dev.vmi4j.tools.search;

/**
 * A place where something was found.
 *
 * @param address of its first byte
 * @param length in bytes
 */
public record Match(long address, int length) {}
