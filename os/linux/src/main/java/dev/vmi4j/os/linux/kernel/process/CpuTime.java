package dev.vmi4j.os.linux.kernel.process;

/**
 * The time for which a task or process ran.
 *
 * @param user in user mode, nanoseconds
 * @param system in the kernel, nanoseconds
 */
public record CpuTime(long user, long system) {
    /** No time. */
    static final CpuTime ZERO = new CpuTime(0, 0);

    CpuTime plus(CpuTime other) {
        return new CpuTime(user + other.user, system + other.system);
    }

    long sum() {
        return user + system;
    }

    /**
     * The time as {@code /proc} shows it ({@code kernel/sched/cputime.c:cputime_adjust}): the scheduler measures the whole
     * precisely, the clock's ticks only tell how it divides, and neither part may go back behind what was shown before.
     *
     * @param runtime what the scheduler measured
     * @param shown what was shown last
     */
    CpuTime adjusted(long runtime, CpuTime shown) {
        if (shown.sum() >= runtime) {
            return shown;
        }
        long kernel = Math.max(system == 0 ? 0 : user == 0 ? runtime : share(runtime), shown.system);
        long rest = runtime - kernel;
        return rest < shown.user ? new CpuTime(shown.user, runtime - shown.user) : new CpuTime(rest, kernel);
    }

    private long share(long runtime) {
        return (long) ((double) system / sum() * runtime);
    }
}
