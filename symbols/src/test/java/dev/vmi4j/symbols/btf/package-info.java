/** Tests of btf. */
@NullMarked
package dev.vmi4j.symbols.btf;

import org.jspecify.annotations.NullMarked;
