/**
 * Files that describe a kernel which does not carry its own types.
 *
 * <p>{@link dev.vmi4j.symbols.file.SymbolFile} opens one of any known kind, told by its content.
 */
@NullMarked
package dev.vmi4j.symbols.file;

import org.jspecify.annotations.NullMarked;
