package dev.vmi4j.tools.intercept;

/**
 * What an interceptor saw.
 *
 * @param entered calls that began
 * @param returned calls that returned
 * @param skipped calls that were left out
 * @param abandoned calls that were given up: their stack was used again, by which they cannot return, or they were the
 *     oldest of too many
 * @param waiting calls that have begun and not returned yet
 */
public record InterceptStatistics(long entered, long returned, long skipped, long abandoned, long waiting) {}
