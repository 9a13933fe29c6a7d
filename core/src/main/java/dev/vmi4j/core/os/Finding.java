package dev.vmi4j.core.os;

/**
 * Something that was found out about a guest, and how.
 *
 * @param what lower case, for example {@code kaslr slide}
 * @param value for people, for example {@code 0x1e000000}
 * @param how one sentence: the evidence
 */
public record Finding(String what, String value, String how) {}
