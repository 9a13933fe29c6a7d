/** Tests of type. */
@NullMarked
package dev.vmi4j.symbols.type;

import org.jspecify.annotations.NullMarked;
