package dev.vmi4j.os.linux.kernel.file;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.KernelList;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.Tasks;
import dev.vmi4j.os.linux.kernel.tree.RbTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The namespaces of mounts: those that processes are in ({@code task_struct.nsproxy->mnt_ns}) and, where the kernel keeps
 * a tree of all ({@code mnt_ns_tree}), those that nobody is in. Immutable and thread-safe.
 */
public final class MountNamespaces {
    private static final int MAX_NAMESPACES = 1 << 20;
    private static final int MAX_MOUNTS = 1 << 20;

    /** {@code MNT_CURSOR}: a reader's bookmark in a list of mounts. */
    private static final long CURSOR = 0x1000_0000;

    final Kernel kernel;
    final Vfs vfs;
    final MountLayout layout;
    final SuperOptions superOptions;

    /**
     * Looks up what the walk needs.
     *
     * @param kernel the kernel
     * @throws VmiException when its types lack a field that is needed
     */
    public MountNamespaces(Kernel kernel) {
        this.kernel = kernel;
        this.vfs = Vfs.of(kernel);
        this.layout = new MountLayout(kernel.requireTypes());
        this.superOptions = new SuperOptions(kernel, vfs.layout, layout);
    }

    /**
     * The mounts of all namespaces.
     *
     * @param notes receives why some were left out
     * @return namespace by namespace, each in the order of the kernel's list or tree
     */
    public Stream<Mount> mounts(TableNotes notes) {
        return namespaces(notes).entrySet().stream()
                .flatMap(namespace -> mounts(namespace.getKey(), namespace.getValue(), notes));
    }

    /** The addresses of the namespaces, with the processes that are in each. */
    private Map<Long, List<Task>> namespaces(TableNotes notes) {
        Map<Long, List<Task>> found = new LinkedHashMap<>();
        new Tasks(kernel).processes(notes).forEach(task -> addOf(task, found, notes));
        OptionalLong tree = kernel.symbols().address("mnt_ns_tree");
        if (tree.isPresent() && layout.namespaceInTree.isPresent()) {
            long offset = layout.namespaceInTree.get().offset();
            RbTree.walk(kernel, tree.getAsLong(), MAX_NAMESPACES, "the tree of mount namespaces", notes)
                    .forEach(node -> found.putIfAbsent(node - offset, List.of()));
        }
        return found;
    }

    private void addOf(Task task, Map<Long, List<Task>> found, TableNotes notes) {
        try {
            long proxy = layout.taskNamespaces.read(memory(), task.address().value());
            if (proxy != 0) {
                found.computeIfAbsent(layout.mountNamespace.read(memory(), proxy), _ -> new ArrayList<>())
                        .add(task);
            }
        } catch (VmiException e) {
            notes.add("the mount namespace of the process at " + task.address() + " cannot be read: " + e.getMessage());
        }
    }

    private Stream<Mount> mounts(long namespace, List<Task> tasks, TableNotes notes) {
        String name = "the mounts of the namespace at " + Addresses.hex(namespace);
        return addresses(namespace, name, notes)
                .filter(mount -> !isCursor(mount))
                .mapToObj(mount -> new Mount(this, namespace, tasks, mount));
    }

    private LongStream addresses(long namespace, String name, TableNotes notes) {
        if (layout.tree.isPresent()) {
            long offset = layout.mountInTree.orElse(layout.mountInList).offset();
            return RbTree.walk(kernel, namespace + layout.tree.get().offset(), MAX_MOUNTS, name, notes)
                    .map(node -> node - offset);
        }
        if (layout.list.isPresent()) {
            long offset = layout.mountInList.offset();
            return KernelList.walk(kernel, namespace + layout.list.get().offset(), MAX_MOUNTS, name, notes)
                    .map(entry -> entry - offset);
        }
        notes.add(name + " are kept neither in a list nor in a tree that is known here");
        return LongStream.empty();
    }

    /** A mount that cannot be read stays in the table, where its cells say so. */
    private boolean isCursor(long mount) {
        long vfsmount = mount + vfs.layout.vfsmountInMount;
        return memory().readable(vfsmount, Long.BYTES * 4) == Long.BYTES * 4
                && (vfs.layout.vfsmountFlags.read(memory(), vfsmount) & CURSOR) != 0;
    }

    private GuestMemory memory() {
        return kernel.memory();
    }
}
