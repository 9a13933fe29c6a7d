package dev.vmi4j.os.linux;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.os.GuestThread;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.Tasks;
import dev.vmi4j.os.linux.kernel.process.UserRoots;

/**
 * A thread of Linux: a task.
 *
 * @param tasks the kernel's tasks
 * @param userRoots where the second root tables are
 * @param task the task
 */
public record LinuxThread(Tasks tasks, UserRoots userRoots, Task task) implements GuestThread {
    @Override
    public Va object() {
        return task.address();
    }

    @Override
    public long id() {
        return task.pid();
    }

    @Override
    public String name() {
        return task.name();
    }

    @Override
    public LinuxProcess process() {
        return new LinuxProcess(tasks, userRoots, tasks.leader(task));
    }
}
