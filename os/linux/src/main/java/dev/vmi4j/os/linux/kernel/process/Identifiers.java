package dev.vmi4j.os.linux.kernel.process;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * Numbers of tasks: {@code struct pid}, which stands for a task, a thread group, a process group and a session ({@code enum
 * pid_type}) and has a number in each namespace from the first one down to its own.
 */
final class Identifiers {
    /** {@code PIDTYPE_PID}: a task. */
    static final int TASK = 0;

    /** {@code PIDTYPE_TGID}: the first task of a thread group. */
    static final int THREAD_GROUP = 1;

    /** {@code PIDTYPE_PGID}. */
    static final int PROCESS_GROUP = 2;

    /** {@code PIDTYPE_SID}. */
    static final int SESSION = 3;

    private static final int TYPES = 4;

    /** {@code MAX_PID_NS_LEVEL}. */
    private static final long MAX_LEVEL = 32;

    private final Kernel kernel;
    private final Field signalPids;
    private final Field threadPid;
    private final Field links;
    private final Field tasks;
    private final Field numbers;
    private final Field level;
    private final Field number;
    private final Optional<Field> namespace;
    private final long upidSize;

    Identifiers(Kernel kernel) {
        this.kernel = kernel;
        TypeCatalog types = kernel.requireTypes();
        signalPids = StructLayout.of(types, "signal_struct").field("pids");
        threadPid = StructLayout.of(types, "task_struct").field("thread_pid");
        links = StructLayout.of(types, "task_struct").field("pid_links");
        StructLayout pid = StructLayout.of(types, "pid");
        tasks = pid.field("tasks");
        numbers = pid.field("numbers");
        level = pid.field("level");
        StructLayout upid = StructLayout.of(types, "upid");
        number = upid.field("nr");
        namespace = upid.optional("ns");
        upidSize = upid.size();
    }

    /** The number of a process's session or process group in the first namespace; 0 for none. */
    long ofSignal(long signal, int type) {
        long pid = Pointers.element(kernel, signal + signalPids.offset(), type, kernel.pointerSize());
        return pid == 0 ? 0 : number.read(kernel.memory(), pid + numbers.offset());
    }

    /** The namespace of process identifiers that a task is in; empty once it has been released. */
    OptionalLong namespace(long task) {
        long pid = threadPid.read(kernel.memory(), task);
        if (pid == 0) {
            return OptionalLong.empty();
        }
        long depth = level.read(kernel.memory(), pid);
        if (depth < 0 || depth > MAX_LEVEL) {
            throw new VmiException(
                    "a process identifier cannot be " + depth + " namespaces deep: its struct pid is damaged");
        }
        long own = pid + numbers.offset() + depth * upidSize;
        return Pointers.follow(kernel, namespace, OptionalLong.of(own));
    }

    /** The task that a {@code struct pid} stands for in a role, if any. */
    LongStream task(long pid, int type) {
        long first = Pointers.element(kernel, pid + tasks.offset(), type, tasks.size() / TYPES);
        return first == 0 ? LongStream.empty() : LongStream.of(first - links.offset() - type * (links.size() / TYPES));
    }
}
