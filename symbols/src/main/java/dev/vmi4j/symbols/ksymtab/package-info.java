/**
 * What a Linux kernel exports to its modules: {@link dev.vmi4j.symbols.ksymtab.ExportedSymbols} finds the tables of names
 * and addresses in the kernel image, data as well as functions, whether kallsyms lists them or not.
 */
@NullMarked
package dev.vmi4j.symbols.ksymtab;

import org.jspecify.annotations.NullMarked;
