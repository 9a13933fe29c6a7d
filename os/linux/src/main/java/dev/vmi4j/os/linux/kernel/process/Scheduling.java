package dev.vmi4j.os.linux.kernel.process;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;

/** How the scheduler sees a task, in the numbers that {@code /proc/PID/stat} shows. */
public final class Scheduling {
    /** {@code MAX_RT_PRIO}: priorities from here on are those of ordinary tasks. */
    private static final long MAX_REALTIME = 100;

    /** {@code DEFAULT_PRIO}: the static priority of nice 0. */
    private static final long NICE_ZERO = 120;

    private final Kernel kernel;
    private final Layout layout;
    private final long task;

    Scheduling(Kernel kernel, Layout layout, long task) {
        this.kernel = kernel;
        this.layout = layout;
        this.task = task;
    }

    /**
     * The nice value.
     *
     * @return -20 to 19
     */
    public long nice() {
        return layout.staticPriority.read(kernel.memory(), task) - NICE_ZERO;
    }

    /**
     * The priority in force.
     *
     * @return 0 to 39 for ordinary tasks, -2 to -100 for real-time ones, -101 under a deadline
     */
    public long priority() {
        return layout.priority.read(kernel.memory(), task) - MAX_REALTIME;
    }

    /**
     * The real-time priority.
     *
     * @return 1 to 99; 0 for ordinary tasks
     */
    public long realtimePriority() {
        return layout.realtimePriority.read(kernel.memory(), task);
    }

    /**
     * The policy.
     *
     * @return how it is scheduled
     * @throws VmiException when there is no such policy
     */
    public SchedulingPolicy policy() {
        long number = layout.policy.read(kernel.memory(), task);
        return SchedulingPolicy.of(number)
                .orElseThrow(() -> new VmiException("there is no scheduling policy " + number));
    }

    /**
     * The CPU on which it runs or ran last.
     *
     * @return number of the CPU
     */
    public long cpu() {
        return layout.cpu.read(kernel.memory(), task);
    }

    /** Where the fields lie; the CPU moved into {@code struct thread_info}. */
    static final class Layout {
        private final Field staticPriority;
        private final Field priority;
        private final Field realtimePriority;
        private final Field policy;
        private final Field cpu;

        Layout(StructLayout task) {
            staticPriority = task.field("static_prio");
            priority = task.field("prio");
            realtimePriority = task.field("rt_priority");
            policy = task.field("policy");
            cpu = task.anyOf("thread_info.cpu", "cpu");
        }
    }
}
