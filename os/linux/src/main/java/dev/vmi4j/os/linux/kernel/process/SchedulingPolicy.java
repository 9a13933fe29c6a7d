package dev.vmi4j.os.linux.kernel.process;

import java.util.Arrays;
import java.util.Optional;

/** How a task is scheduled ({@code include/uapi/linux/sched.h}). */
public enum SchedulingPolicy {
    /** {@code SCHED_NORMAL}, which user space calls {@code SCHED_OTHER}. */
    OTHER(0),
    /** {@code SCHED_FIFO}. */
    FIFO(1),
    /** {@code SCHED_RR}. */
    RR(2),
    /** {@code SCHED_BATCH}. */
    BATCH(3),
    /** {@code SCHED_IDLE}. */
    IDLE(5),
    /** {@code SCHED_DEADLINE}. */
    DEADLINE(6),
    /** {@code SCHED_EXT}: by a BPF program. */
    EXT(7);

    private final int number;

    SchedulingPolicy(int number) {
        this.number = number;
    }

    /**
     * The number by which user space asks for it.
     *
     * @return as {@code sched_setscheduler} takes it
     */
    public int number() {
        return number;
    }

    /** The policy of a number. */
    static Optional<SchedulingPolicy> of(long number) {
        return Arrays.stream(values()).filter(policy -> policy.number == number).findFirst();
    }
}
