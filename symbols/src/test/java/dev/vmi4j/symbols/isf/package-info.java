/** Tests of {@code dev.vmi4j.symbols.isf}. */
@NullMarked
package dev.vmi4j.symbols.isf;

import org.jspecify.annotations.NullMarked;
