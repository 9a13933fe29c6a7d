/** Tests of {@code dev.vmi4j.symbols.dwarf}. */
@NullMarked
package dev.vmi4j.symbols.dwarf;

import org.jspecify.annotations.NullMarked;
