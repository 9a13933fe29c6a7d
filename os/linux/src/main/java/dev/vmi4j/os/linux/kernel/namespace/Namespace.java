package dev.vmi4j.os.linux.kernel.namespace;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.process.NamespaceKind;
import dev.vmi4j.symbols.type.Field;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * A namespace and the processes in it. Accessors read the guest when asked and fail with a {@link
 * dev.vmi4j.core.error.VmiException} when they cannot.
 */
public final class Namespace {
    private final Kernel kernel;
    private final Map<NamespaceKind, NamespaceLayout> layouts;
    private final NamespaceKind kind;
    private final long address;
    private final List<Member> members;

    /** A process in it. */
    record Member(long pid, Task task) {}

    Namespace(
            Kernel kernel,
            Map<NamespaceKind, NamespaceLayout> layouts,
            NamespaceKind kind,
            long address,
            List<Member> members) {
        this.kernel = kernel;
        this.layouts = layouts;
        this.kind = kind;
        this.address = address;
        this.members = List.copyOf(members);
    }

    /**
     * Where the namespace lies.
     *
     * @return address of its structure, such as {@code struct net}
     */
    public Va address() {
        return new Va(address);
    }

    /**
     * The kind of namespace.
     *
     * @return one of eight
     */
    public NamespaceKind kind() {
        return kind;
    }

    /**
     * The number that names the namespace in {@code /proc/PID/ns}.
     *
     * @return {@code ns.inum}
     */
    public long inode() {
        return layout(kind).inode().read(kernel.memory(), address);
    }

    /**
     * How many processes are in the namespace.
     *
     * @return 0 when only other things refer to it
     */
    public int processes() {
        return members.size();
    }

    /**
     * The identifiers of the processes in the namespace.
     *
     * @return in the order in which they were found
     */
    public LongStream pids() {
        return members.stream().mapToLong(Member::pid);
    }

    /**
     * The process of the lowest identifier in the namespace.
     *
     * @return empty when no process is in it
     */
    public Optional<Task> first() {
        return lowest().map(Member::task);
    }

    /**
     * The lowest process identifier in the namespace, as the initial namespace numbers it.
     *
     * @return empty when no process is in it
     */
    public OptionalLong firstPid() {
        return lowest().stream().mapToLong(Member::pid).findFirst();
    }

    /**
     * The user namespace that owns this one.
     *
     * @return its inode number; empty for a user namespace
     */
    public OptionalLong owner() {
        return inode(layout(kind).user(), NamespaceKind.USER);
    }

    /**
     * The namespace above this one.
     *
     * @return its inode number; empty for kinds that do not nest, and at the top
     */
    public OptionalLong parent() {
        return inode(layout(kind).parent(), kind);
    }

    /**
     * The user who made a user namespace.
     *
     * @return {@code user_namespace.owner}; empty for other kinds
     */
    public OptionalLong creator() {
        return layout(kind).creator().stream()
                .mapToLong(field -> field.read(kernel.memory(), address))
                .findFirst();
    }

    @Override
    public String toString() {
        return kind + " namespace at " + address();
    }

    private Optional<Member> lowest() {
        return members.stream().min((a, b) -> Long.compareUnsigned(a.pid(), b.pid()));
    }

    private OptionalLong inode(Optional<Field> pointer, NamespaceKind kindOfOther) {
        long other = pointer.map(field -> field.read(kernel.memory(), address)).orElse(0L);
        return other == 0
                ? OptionalLong.empty()
                : OptionalLong.of(layout(kindOfOther).inode().read(kernel.memory(), other));
    }

    private NamespaceLayout layout(NamespaceKind wanted) {
        return Objects.requireNonNull(layouts.get(wanted));
    }
}
