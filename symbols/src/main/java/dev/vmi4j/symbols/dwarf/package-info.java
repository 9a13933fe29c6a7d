/**
 * DWARF: the types of a file that was compiled with debug information, such as a kernel's debug {@code vmlinux}.
 *
 * <p>{@link dev.vmi4j.symbols.dwarf.Dwarf} reads versions 2 to 5 in place. It makes one pass over the units to find the
 * named types, of which every unit has its own copies, and decodes a type when asked for it.
 */
@NullMarked
package dev.vmi4j.symbols.dwarf;

import org.jspecify.annotations.NullMarked;
