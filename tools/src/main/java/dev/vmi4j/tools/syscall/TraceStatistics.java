package dev.vmi4j.tools.syscall;

/**
 * What a tracer saw.
 *
 * @param entered system calls that began
 * @param returned system calls that began and returned
 * @param endless system calls that began and never return, because they end their thread
 * @param abandoned system calls that began and of whose end nothing was seen: their thread was killed
 * @param unseen returns of system calls whose beginning was not seen: they began before the tracer did, or are filtered
 * @param filtered system calls that the filter left out
 * @param unreadable system calls that could not be decoded, because the guest could not be read
 * @param waiting system calls that have begun and not ended yet
 */
public record TraceStatistics(
        long entered,
        long returned,
        long endless,
        long abandoned,
        long unseen,
        long filtered,
        long unreadable,
        long waiting) {}
