package dev.vmi4j.os.linux.kernel;

/**
 * The state of a task as {@code /proc/PID/stat} shows it.
 *
 * <p>The kernel keeps it in bits ({@code include/linux/sched.h}, {@code fs/proc/array.c:get_task_state}); the highest
 * reported bit decides.
 */
public enum TaskState {
    /** Runs or waits for a CPU. */
    RUNNING('R'),
    /** Sleeps, a signal wakes it. */
    SLEEPING('S'),
    /** Sleeps, no signal wakes it. */
    DISK_SLEEP('D'),
    /** Was stopped by a signal. */
    STOPPED('T'),
    /** Was stopped by its tracer. */
    TRACED('t'),
    /** Is being removed. */
    DEAD('X'),
    /** Has ended and waits for its parent. */
    ZOMBIE('Z'),
    /** Is a parked kernel thread. */
    PARKED('P'),
    /** Is a kernel thread that sleeps without adding to the load. */
    IDLE('I');

    private static final int REPORTED = 0x7f;
    private static final int UNINTERRUPTIBLE = 0x2;
    private static final int NOLOAD = 0x400;
    private static final int RTLOCK_WAIT = 0x1000;
    private static final int FROZEN = 0x8000;

    private final char letter;

    TaskState(char letter) {
        this.letter = letter;
    }

    /**
     * The letter that {@code /proc} shows.
     *
     * @return one ASCII letter
     */
    public char letter() {
        return letter;
    }

    /**
     * The state that a task's bits stand for.
     *
     * @param state {@code task_struct.__state} or {@code .state}
     * @param exitState {@code task_struct.exit_state}
     * @return the state
     */
    static TaskState of(int state, int exitState) {
        if ((state & (UNINTERRUPTIBLE | NOLOAD)) == (UNINTERRUPTIBLE | NOLOAD) && exitState == 0) {
            return IDLE;
        }
        int waiting = (state & (RTLOCK_WAIT | FROZEN)) != 0 ? UNINTERRUPTIBLE : state;
        int reported = (waiting | exitState) & REPORTED;
        return values()[Integer.SIZE - Integer.numberOfLeadingZeros(reported)];
    }
}
