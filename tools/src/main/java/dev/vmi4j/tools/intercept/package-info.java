/**
 * Calls Java when a function of the guest begins and when it returns.
 *
 * <p>An {@link dev.vmi4j.tools.intercept.Interceptor} sets the breakpoints; {@link
 * dev.vmi4j.tools.intercept.FunctionHook} is what a user writes: it sees arguments and result, may change both, and may
 * leave the function out.
 */
@NullMarked
package dev.vmi4j.tools.intercept;

import org.jspecify.annotations.NullMarked;
