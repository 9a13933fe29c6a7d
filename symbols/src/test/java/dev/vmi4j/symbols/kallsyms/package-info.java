/** Tests of kallsyms. */
@NullMarked
package dev.vmi4j.symbols.kallsyms;

import org.jspecify.annotations.NullMarked;
