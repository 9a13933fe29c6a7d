/**
 * ELF files, as far as symbols and types need them.
 *
 * <p>{@link dev.vmi4j.symbols.elf.ElfFile} finds the sections, the symbol table and the build id of a file such as a
 * kernel's {@code vmlinux}; {@link dev.vmi4j.symbols.elf.LoadedElf} those of a file as a loader put it into memory, where
 * there are no sections.
 */
@NullMarked
package dev.vmi4j.symbols.elf;

import org.jspecify.annotations.NullMarked;
