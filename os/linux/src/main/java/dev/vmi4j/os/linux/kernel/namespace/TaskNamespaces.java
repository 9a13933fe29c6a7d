package dev.vmi4j.os.linux.kernel.namespace;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.process.NamespaceKind;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The namespaces that a task refers to: those of {@code task_struct.nsproxy}, which a task that has ended has no more,
 * the process namespace of its {@code struct pid}, and the user namespace of its credentials.
 */
final class TaskNamespaces {
    /** {@code MAX_PID_NS_LEVEL}. */
    private static final int LEVELS = 32;

    private final GuestMemory memory;
    private final Field proxy;
    private final Field identifier;
    private final Field userNamespace;
    private final Field level;
    private final Field numbers;
    private final StructLayout number;
    private final Map<NamespaceKind, Field> proxied = new EnumMap<>(NamespaceKind.class);
    private final Map<NamespaceKind, Field> children = new EnumMap<>(NamespaceKind.class);

    TaskNamespaces(Kernel kernel) {
        memory = kernel.memory();
        TypeCatalog types = kernel.requireTypes();
        StructLayout task = StructLayout.of(types, "task_struct");
        proxy = task.field("nsproxy");
        identifier = task.field("thread_pid");
        userNamespace = StructLayout.of(types, "cred").field("user_ns");
        StructLayout pid = StructLayout.of(types, "pid");
        level = pid.field("level");
        numbers = pid.field("numbers");
        number = StructLayout.of(types, "upid");
        StructLayout proxies = StructLayout.of(types, "nsproxy");
        for (NamespaceKind kind : NamespaceKind.values()) {
            proxies.optional(kind.proxyField()).ifPresent(field -> proxied.put(kind, field));
        }
        proxies.optional("pid_ns_for_children").ifPresent(field -> children.put(NamespaceKind.PID, field));
        proxies.optional("time_ns_for_children").ifPresent(field -> children.put(NamespaceKind.TIME, field));
    }

    /** The namespaces that a task is in: the address of each; of a kind that it has none of, none or 0. */
    Map<NamespaceKind, Long> own(Task task) {
        Map<NamespaceKind, Long> namespaces = read(task, proxied);
        namespaces.put(
                NamespaceKind.USER,
                userNamespace.read(memory, task.credentialsAddress().value()));
        processNamespace(task).ifPresent(address -> namespaces.put(NamespaceKind.PID, address));
        return namespaces;
    }

    /** The namespaces that the next child of a task will be in, where they can differ. */
    Map<NamespaceKind, Long> forChildren(Task task) {
        return read(task, children);
    }

    private Map<NamespaceKind, Long> read(Task task, Map<NamespaceKind, Field> fields) {
        Map<NamespaceKind, Long> namespaces = new EnumMap<>(NamespaceKind.class);
        long proxies = proxy.read(memory, task.address().value());
        if (proxies != 0) {
            fields.forEach((kind, field) -> namespaces.put(kind, field.read(memory, proxies)));
        }
        return namespaces;
    }

    /** {@code kernel/pid.c:ns_of_pid}: the namespace of the deepest number. */
    private Optional<Long> processNamespace(Task task) {
        long pid = identifier.read(memory, task.address().value());
        return pid == 0 ? Optional.empty() : Optional.of(deepest(pid));
    }

    private long deepest(long pid) {
        long depth = level.read(memory, pid);
        if (depth > LEVELS) {
            throw new VmiException("a process identifier is " + depth + " namespaces deep, which none can be");
        }
        return number.field("ns").read(memory, pid + numbers.offset() + depth * number.size());
    }
}
