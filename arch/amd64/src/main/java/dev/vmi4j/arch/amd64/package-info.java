/**
 * The AMD64 architecture, with the 32-bit modes that came before it.
 *
 * <p>{@link dev.vmi4j.arch.amd64.Amd64} is the architecture. Its paging modes are in {@code paging}, the registers in
 * {@code registers}, the descriptor tables in {@code descriptor}, interrupts and events in {@code event}.
 */
@NullMarked
package dev.vmi4j.arch.amd64;

import org.jspecify.annotations.NullMarked;
