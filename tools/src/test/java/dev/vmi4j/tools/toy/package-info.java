/** Guests of the toy architecture that execute instructions on several virtual CPUs. */
@NullMarked
package dev.vmi4j.tools.toy;

import org.jspecify.annotations.NullMarked;
