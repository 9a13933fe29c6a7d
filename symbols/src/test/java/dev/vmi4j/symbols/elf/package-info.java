@NullMarked
package dev.vmi4j.symbols.elf;

import org.jspecify.annotations.NullMarked;
