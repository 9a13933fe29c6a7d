/**
 * Guest operating systems, without naming one.
 *
 * <p>A {@link dev.vmi4j.core.os.GuestSystemProvider} is a service that looks for its kernel in a source; what it finds is
 * a {@link dev.vmi4j.core.os.GuestSystem}: an immutable, thread-safe session with the kernel's address space, its
 * findings and its tables.
 *
 * <p>What every system has is here in its own terms: {@linkplain dev.vmi4j.core.os.GuestProcess processes}, {@linkplain
 * dev.vmi4j.core.os.GuestThread threads}, {@linkplain dev.vmi4j.core.os.MemoryRegion memory regions} with their
 * {@linkplain dev.vmi4j.core.os.MappedFile files}, {@linkplain dev.vmi4j.core.os.UserModule programs and libraries},
 * {@linkplain dev.vmi4j.core.os.KernelModule kernel modules}, {@linkplain dev.vmi4j.core.os.ExecutableImage executable
 * images} with their symbols, and predicates that find one.
 */
@NullMarked
package dev.vmi4j.core.os;

import org.jspecify.annotations.NullMarked;
