/**
 * The registers of AArch64: {@link dev.vmi4j.arch.aarch64.registers.Aarch64Registers} is the state of a virtual CPU, and
 * each control register has a type of its own with its bits. What a source does not know is empty.
 */
@NullMarked
package dev.vmi4j.arch.aarch64.registers;

import org.jspecify.annotations.NullMarked;
