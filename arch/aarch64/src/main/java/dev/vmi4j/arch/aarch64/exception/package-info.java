/**
 * Exceptions of AArch64: {@link dev.vmi4j.arch.aarch64.exception.Esr} says what happened, by an {@link
 * dev.vmi4j.arch.aarch64.exception.ExceptionClass} and for aborts a {@link
 * dev.vmi4j.arch.aarch64.exception.FaultStatus}; {@link dev.vmi4j.arch.aarch64.exception.VectorTable} says where the CPU
 * goes then.
 */
@NullMarked
package dev.vmi4j.arch.aarch64.exception;

import org.jspecify.annotations.NullMarked;
