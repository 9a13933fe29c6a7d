/** Tests of what kernels export. */
@NullMarked
package dev.vmi4j.symbols.ksymtab;

import org.jspecify.annotations.NullMarked;
