package dev.vmi4j.os.linux.kernel.process;

import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The inode numbers of the namespaces of tasks, as {@code /proc/PID/ns} shows them. */
final class NamespaceIds {
    private final Kernel kernel;
    private final Optional<Field> proxy;
    private final Map<NamespaceKind, Optional<Field>> proxied = new EnumMap<>(NamespaceKind.class);
    private final Map<NamespaceKind, Optional<Field>> inodes = new EnumMap<>(NamespaceKind.class);

    NamespaceIds(Kernel kernel) {
        this.kernel = kernel;
        this.proxy = StructLayout.of(kernel.requireTypes(), "task_struct").optional("nsproxy");
        Optional<StructLayout> proxies = StructLayout.find(kernel.requireTypes(), "nsproxy");
        for (NamespaceKind kind : NamespaceKind.values()) {
            proxied.put(kind, proxies.flatMap(layout -> layout.optional(kind.proxyField())));
            inodes.put(
                    kind,
                    StructLayout.find(kernel.requireTypes(), kind.struct())
                            .flatMap(layout -> layout.optional("ns.inum")));
        }
    }

    /** The inode number of a task's namespace of a kind that {@code task_struct.nsproxy} knows. */
    OptionalLong proxied(NamespaceKind kind, long task) {
        OptionalLong proxies = Pointers.follow(kernel, proxy, OptionalLong.of(task));
        return inode(kind, Pointers.follow(kernel, field(proxied, kind), proxies));
    }

    /** The inode number of a namespace. */
    OptionalLong inode(NamespaceKind kind, OptionalLong namespace) {
        return Pointers.read(kernel, field(inodes, kind), namespace);
    }

    private static Optional<Field> field(Map<NamespaceKind, Optional<Field>> fields, NamespaceKind kind) {
        return fields.getOrDefault(kind, Optional.empty());
    }
}
