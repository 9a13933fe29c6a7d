package dev.vmi4j.os.linux.kernel.process;

import java.util.Locale;

/** A way in which a task was found. */
public enum Evidence {
    /** In the list of processes, or in its process's list of threads. */
    LIST,
    /** In the numbers that are taken: {@code init_pid_ns.idr}. */
    IDR,
    /** As the task that a CPU runs, or as its idle task. */
    CPU;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
