package dev.vmi4j.driver.qemu.io;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A moment after which nobody waits any longer.
 *
 * @param clock nanoseconds that only go forward
 * @param end the clock's value at the moment
 * @param total the whole time that was given
 */
public record Deadline(LongSupplier clock, long end, Duration total) {

    private static final long NANOS_PER_MILLI = 1_000_000;

    /**
     * A moment from now on.
     *
     * @param clock nanoseconds that only go forward
     * @param total the time until then
     * @return the moment
     */
    public static Deadline in(LongSupplier clock, Duration total) {
        return new Deadline(clock, clock.getAsLong() + total.toNanos(), total);
    }

    /**
     * Milliseconds left.
     *
     * @return rounded up; 0 if none are
     */
    public long millisLeft() {
        return Math.max(0, Math.ceilDiv(end - clock.getAsLong(), NANOS_PER_MILLI));
    }
}
