/** Tests of vmcoreinfo. */
@NullMarked
package dev.vmi4j.symbols.vmcoreinfo;

import org.jspecify.annotations.NullMarked;
