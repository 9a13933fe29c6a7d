/**
 * Sources of symbols and types: what a kernel says about its own layout.
 *
 * <p>{@link dev.vmi4j.symbols.SymbolTable} holds names and addresses, {@link dev.vmi4j.symbols.type.TypeCatalog} the
 * types. A Linux guest brings both in its own memory: see {@link dev.vmi4j.symbols.vmcoreinfo}, {@link
 * dev.vmi4j.symbols.kallsyms} and {@link dev.vmi4j.symbols.btf}. What an operating system layer found it offers as
 * {@link dev.vmi4j.symbols.DescribesSymbols} and {@link dev.vmi4j.symbols.DescribesTypes}.
 */
@NullMarked
package dev.vmi4j.symbols;

import org.jspecify.annotations.NullMarked;
