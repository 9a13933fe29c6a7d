/**
 * What a CPU architecture is to vmi4j, without naming one.
 *
 * <p>{@link dev.vmi4j.core.arch.Architecture} has the page geometry and address arithmetic, {@link
 * dev.vmi4j.core.arch.Registers} the state of a virtual CPU with neutral accessors. An architecture is one module that
 * implements these and offers an {@link dev.vmi4j.core.arch.ArchitectureProvider} as a service; it returns its own
 * types covariantly, and code that knows the architecture pattern-matches on them.
 */
@NullMarked
package dev.vmi4j.core.arch;

import org.jspecify.annotations.NullMarked;
