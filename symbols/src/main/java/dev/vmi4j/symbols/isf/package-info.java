/**
 * Volatility's intermediate symbol format (ISF): types and symbols of one kernel build as JSON.
 *
 * <p>{@link dev.vmi4j.symbols.isf.Isf} reads it from a stream, without keeping the text.
 */
@NullMarked
package dev.vmi4j.symbols.isf;

import org.jspecify.annotations.NullMarked;
