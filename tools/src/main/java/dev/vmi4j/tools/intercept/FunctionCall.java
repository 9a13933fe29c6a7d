package dev.vmi4j.tools.intercept;

import dev.vmi4j.core.arch.Registers;

/**
 * A call of a function of the guest.
 *
 * @param entry the registers at its first instruction
 * @param tag what the hook kept with it
 */
public record FunctionCall(Registers entry, Object tag) {}
