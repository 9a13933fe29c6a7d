package dev.vmi4j.core.arch;

/**
 * The general-purpose registers of a virtual CPU as a set of its own, taken from {@link Registers#generalPurpose()} and
 * put back with {@link Registers#withGeneralPurpose}. Implemented by a record of each architecture.
 */
public interface GeneralPurposeRegisters {}
