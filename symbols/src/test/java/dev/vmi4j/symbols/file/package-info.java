/** Tests of {@code dev.vmi4j.symbols.file}. */
@NullMarked
package dev.vmi4j.symbols.file;

import org.jspecify.annotations.NullMarked;
