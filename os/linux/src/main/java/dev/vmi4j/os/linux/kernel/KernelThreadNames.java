package dev.vmi4j.os.linux.kernel;

import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.Optional;

/**
 * The names of kernel threads as {@code /proc/PID/comm} shows them ({@code fs/proc/array.c:proc_task_name}): a long name
 * is kept whole in {@code struct kthread}, and a worker's last work stands behind its name.
 */
final class KernelThreadNames {
    private static final int WORKER = 0x20;
    private static final int LIMIT = 64;

    private final Optional<Field> kthread;
    private final Optional<Field> fullName;
    private final Optional<Field> data;
    private final Optional<Field> pool;
    private final Optional<Field> description;
    private final Optional<Field> currentWork;

    KernelThreadNames(TypeCatalog types, StructLayout task) {
        Optional<StructLayout> thread = StructLayout.find(types, "kthread");
        Optional<StructLayout> worker = StructLayout.find(types, "worker");
        kthread = task.optional("worker_private").or(() -> task.optional("set_child_tid"));
        fullName = thread.flatMap(layout -> layout.optional("full_name"));
        data = thread.flatMap(layout -> layout.optional("data"));
        pool = worker.flatMap(layout -> layout.optional("pool"));
        description = worker.flatMap(layout -> layout.optional("desc"));
        currentWork = worker.flatMap(layout -> layout.optional("current_work"));
    }

    /** The whole name of a kernel thread whose {@code comm} is given. */
    String name(GuestMemory memory, long task, long flags, String comm) {
        long thread = pointer(kthread, memory, task);
        if (thread == 0) {
            return comm;
        }
        return (flags & WORKER) != 0 ? comm + work(memory, pointer(data, memory, thread)) : full(memory, thread, comm);
    }

    private String full(GuestMemory memory, long thread, String comm) {
        long name = pointer(fullName, memory, thread);
        return name == 0 ? comm : memory.readUtf8(name, LIMIT);
    }

    /** What a worker does; one that belongs to no pool, a rescuer, is shown without. */
    private String work(GuestMemory memory, long worker) {
        if (worker == 0 || description.isEmpty() || pointer(pool, memory, worker) == 0) {
            return "";
        }
        Field field = description.get();
        String text = GuestText.terminated(memory.readBytes(worker + field.offset(), (int) field.size()));
        return text.isEmpty() ? "" : (pointer(currentWork, memory, worker) != 0 ? "+" : "-") + text;
    }

    private static long pointer(Optional<Field> field, GuestMemory memory, long structure) {
        return field.isEmpty() ? 0 : field.get().read(memory, structure);
    }
}
