package dev.vmi4j.symbols.btf;

/**
 * A place in guest memory that may hold a BTF blob.
 *
 * @param address of its first byte
 * @param length in bytes, header and sections together
 */
public record BtfLocation(long address, int length) {}
