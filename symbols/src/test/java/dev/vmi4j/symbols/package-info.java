/** Tests of symbol tables and what the other tests share. */
@NullMarked
package dev.vmi4j.symbols;

import org.jspecify.annotations.NullMarked;
