/** Sources of types and symbols: what a kernel says about its own layout. */
@NullMarked
package dev.vmi4j.symbols;

import org.jspecify.annotations.NullMarked;
