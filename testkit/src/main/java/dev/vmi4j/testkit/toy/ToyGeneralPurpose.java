package dev.vmi4j.testkit.toy;

import dev.vmi4j.core.arch.GeneralPurposeRegisters;

/**
 * The general-purpose registers of the toy architecture.
 *
 * @param r0 holds a function's result
 * @param r1 anything
 * @param sp stack pointer
 */
public record ToyGeneralPurpose(long r0, long r1, long sp) implements GeneralPurposeRegisters {}
