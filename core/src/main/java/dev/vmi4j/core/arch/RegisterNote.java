package dev.vmi4j.core.arch;

import java.lang.foreign.MemorySegment;

/**
 * A block of raw register values that an image holds for a virtual CPU, in the way of ELF core notes.
 *
 * @param owner the note's name, for example {@code CORE} or {@code QEMU}
 * @param type the note's type, for example 1 for {@code NT_PRSTATUS}
 * @param bytes its content, read-only
 */
public record RegisterNote(String owner, int type, MemorySegment bytes) {}
