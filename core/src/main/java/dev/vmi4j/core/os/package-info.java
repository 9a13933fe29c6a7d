/**
 * Guest operating systems, without naming one.
 *
 * <p>A {@link dev.vmi4j.core.os.GuestSystemProvider} is a service that looks for its kernel in a source; what it finds is
 * a {@link dev.vmi4j.core.os.GuestSystem}: an immutable, thread-safe session with the kernel's address space, its
 * findings and its tables.
 */
@NullMarked
package dev.vmi4j.core.os;

import org.jspecify.annotations.NullMarked;
