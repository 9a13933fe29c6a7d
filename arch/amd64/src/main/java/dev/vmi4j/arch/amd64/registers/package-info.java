/**
 * The registers of an AMD64 virtual CPU, with names for all their architectural bits.
 *
 * <p>{@link dev.vmi4j.arch.amd64.registers.Amd64Registers} is the whole set, made of records of its own; what a source
 * does not know of them is absent, never zero.
 */
@NullMarked
package dev.vmi4j.arch.amd64.registers;

import org.jspecify.annotations.NullMarked;
