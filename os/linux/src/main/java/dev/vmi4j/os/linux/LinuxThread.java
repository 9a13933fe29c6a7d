package dev.vmi4j.os.linux;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.os.GuestThread;
import dev.vmi4j.os.linux.kernel.Task;

/** A thread of Linux: a task. */
public final class LinuxThread implements GuestThread {
    private final Views views;
    private final Task task;

    LinuxThread(Views views, Task task) {
        this.views = views;
        this.task = task;
    }

    /**
     * The task.
     *
     * @return the kernel's view of it
     */
    public Task task() {
        return task;
    }

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
        return views.process(views.tasks.leader(task));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinuxThread thread && thread.object().equals(object());
    }

    @Override
    public int hashCode() {
        return object().hashCode();
    }

    @Override
    public String toString() {
        return "thread at " + object();
    }
}
