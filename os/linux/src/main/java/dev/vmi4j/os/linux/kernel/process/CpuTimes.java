package dev.vmi4j.os.linux.kernel.process;

import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.Tasks;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.Iterator;

/** CPU times of tasks, and of processes with the threads that have ended ({@code thread_group_cputime}). */
final class CpuTimes {
    private final Kernel kernel;
    private final Tasks tasks;
    private final Field signal;
    private final Times ofTask;
    private final Times ofSignal;

    CpuTimes(Kernel kernel, Tasks tasks) {
        this.kernel = kernel;
        this.tasks = tasks;
        StructLayout task = StructLayout.of(kernel.requireTypes(), "task_struct");
        signal = task.field("signal");
        ofTask = new Times(task, "se.sum_exec_runtime");
        ofSignal = new Times(StructLayout.of(kernel.requireTypes(), "signal_struct"), "sum_sched_runtime");
    }

    /** The time of one task. */
    CpuTime ofThread(Task task) {
        long address = task.address().value();
        return ofTask.ticks(kernel, address).adjusted(ofTask.runtime(kernel, address), ofTask.shown(kernel, address));
    }

    /** The time of a process. */
    CpuTime ofProcess(Task task) {
        long shared = signal.read(kernel.memory(), task.address().value());
        CpuTime ticks = ofSignal.ticks(kernel, shared);
        long runtime = ofSignal.runtime(kernel, shared);
        for (Iterator<Task> threads = tasks.threads(task, new TableNotes()).iterator(); threads.hasNext(); ) {
            long thread = threads.next().address().value();
            ticks = ticks.plus(ofTask.ticks(kernel, thread));
            runtime += ofTask.runtime(kernel, thread);
        }
        return ticks.adjusted(runtime, ofSignal.shown(kernel, shared));
    }

    /** The same fields of {@code struct task_struct} and {@code struct signal_struct}. */
    private static final class Times {
        private final Field user;
        private final Field system;
        private final Field runtime;
        private final Field shownUser;
        private final Field shownSystem;

        Times(StructLayout layout, String runtimeField) {
            user = layout.field("utime");
            system = layout.field("stime");
            runtime = layout.field(runtimeField);
            shownUser = layout.anyOf("prev_cputime.utime", "utime");
            shownSystem = layout.anyOf("prev_cputime.stime", "stime");
        }

        CpuTime ticks(Kernel kernel, long address) {
            return new CpuTime(user.read(kernel.memory(), address), system.read(kernel.memory(), address));
        }

        CpuTime shown(Kernel kernel, long address) {
            return new CpuTime(shownUser.read(kernel.memory(), address), shownSystem.read(kernel.memory(), address));
        }

        long runtime(Kernel kernel, long address) {
            return runtime.read(kernel.memory(), address);
        }
    }
}
