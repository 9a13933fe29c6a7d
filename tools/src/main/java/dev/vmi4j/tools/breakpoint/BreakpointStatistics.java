package dev.vmi4j.tools.breakpoint;

/**
 * How often a breakpoint was hit.
 *
 * @param hits handed to its owner
 * @param filtered not handed over, because another process ran
 * @param rejected not handed over, because its condition was false
 * @param unreadable not handed over, because its condition could not read the guest; counted in no other number
 */
public record BreakpointStatistics(long hits, long filtered, long rejected, long unreadable) {
    /** Nothing yet. */
    public static final BreakpointStatistics NONE = new BreakpointStatistics(0, 0, 0, 0);

    /**
     * The sum of two.
     *
     * @param other the other
     * @return both together
     */
    public BreakpointStatistics plus(BreakpointStatistics other) {
        return new BreakpointStatistics(
                hits + other.hits, filtered + other.filtered, rejected + other.rejected, unreadable + other.unreadable);
    }
}
