/**
 * kallsyms, the compressed symbol table in a Linux kernel's read-only data.
 *
 * <p>{@link dev.vmi4j.symbols.kallsyms.Kallsyms} finds its pieces and decodes them into a {@link
 * dev.vmi4j.symbols.SymbolTable}. The pieces are written by the kernel's {@code scripts/kallsyms.c} and read by its
 * {@code kernel/kallsyms.c}.
 */
@NullMarked
package dev.vmi4j.symbols.kallsyms;

import org.jspecify.annotations.NullMarked;
