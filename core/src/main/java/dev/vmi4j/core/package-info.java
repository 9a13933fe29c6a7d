/** The contract that architectures, drivers, guest systems and tools share. */
@NullMarked
package dev.vmi4j.core;

import org.jspecify.annotations.NullMarked;
