package dev.vmi4j.os.linux.kernel.file;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.os.linux.kernel.GuestText;
import dev.vmi4j.os.linux.kernel.Kernel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Makes the paths of dentries as {@code fs/d_path.c} does, reading each name on the way. */
final class Paths {
    /** The most steps up; a path that {@code /proc} can show has fewer, and a cycle has no end. */
    private static final int MAX_STEPS = 4096;

    /** The longest name that is read; a file system's own are up to 255 bytes, those of pseudo files may be longer. */
    private static final long MAX_NAME = 4096;

    private final GuestMemory memory;
    private final VfsLayout layout;
    private final PseudoNames pseudoNames;

    Paths(Kernel kernel, VfsLayout layout) {
        this.memory = kernel.memory();
        this.layout = layout;
        this.pseudoNames = new PseudoNames(kernel, layout, this);
    }

    String path(Location place, Location root) {
        Optional<String> pseudo = pseudoNames.name(place);
        return pseudo.orElseGet(() -> walk(place, root) + (isUnlinked(place.dentry()) ? " (deleted)" : ""));
    }

    /** Whether a place has a made-up name instead of a path. */
    boolean isPseudo(Location place) {
        return pseudoNames.function(place) != 0;
    }

    /** Where a mount is mounted: the path of its root from the top of its namespace. */
    String mountPoint(Location place) {
        return walk(place, new Location(0, 0));
    }

    /** The path of a mount's root within its own file system. */
    String mountRoot(long dentry) {
        return pseudoNames.namespaceOf(dentry).orElseGet(() -> withinFileSystem(dentry));
    }

    private String withinFileSystem(long dentry) {
        Deque<String> names = new ArrayDeque<>();
        long at = dentry;
        for (long parent = parent(at); parent != at; parent = parent(at)) {
            push(names, at);
            at = parent;
        }
        return join(names) + (isUnlinked(dentry) ? "//deleted" : "");
    }

    /** The name of a dentry. */
    String name(long dentry) {
        long length = layout.nameLength.read(memory, dentry);
        if (length > MAX_NAME) {
            throw new VmiException("the name of the dentry at " + Addresses.hex(dentry) + " is " + length
                    + " bytes long, more than any is: the dentry is damaged");
        }
        byte[] bytes = memory.readBytes(layout.nameText.read(memory, dentry), (int) length);
        return GuestText.of(bytes, 0, bytes.length);
    }

    /** The address of a mount from that of the {@code vfsmount} in it. */
    long mount(long vfsmount) {
        return vfsmount - layout.vfsmountInMount;
    }

    private String walk(Location place, Location root) {
        Deque<String> names = new ArrayDeque<>();
        climb(place, root, dentry -> push(names, dentry));
        return join(names);
    }

    /** Whether the way up from a place comes through another. */
    boolean leadsThrough(Location place, Location root) {
        return climb(place, root, _ -> {});
    }

    /** Goes up from a place, across mounts, and tells of each dentry on the way; true when that ends at the root. */
    private boolean climb(Location place, Location root, LongConsumer named) {
        long vfsmount = place.mount();
        long dentry = place.dentry();
        for (int step = 0; dentry != root.dentry() || vfsmount != root.mount(); step++) {
            requireEnd(step, dentry);
            long mountRoot = layout.vfsmountRoot.read(memory, vfsmount);
            long parent = parent(dentry);
            if (dentry == mountRoot) {
                long mount = mount(vfsmount);
                long parentMount = layout.mountParent.read(memory, mount);
                if (parentMount == mount) {
                    return false;
                }
                dentry = layout.mountPoint.read(memory, mount);
                vfsmount = parentMount + layout.vfsmountInMount;
            } else if (parent == dentry) {
                return false;
            } else {
                named.accept(dentry);
                dentry = parent;
            }
        }
        return true;
    }

    private void push(Deque<String> names, long dentry) {
        requireEnd(names.size(), dentry);
        names.push(name(dentry));
    }

    private static void requireEnd(int steps, long dentry) {
        if (steps >= MAX_STEPS) {
            throw new VmiException("the path that leads through the dentry at " + Addresses.hex(dentry)
                    + " has no end after " + MAX_STEPS + " names: it is damaged");
        }
    }

    private static String join(Deque<String> names) {
        return "/" + String.join("/", names);
    }

    private long parent(long dentry) {
        return layout.dentryParent.read(memory, dentry);
    }

    private boolean isUnlinked(long dentry) {
        return layout.dentryHashed.read(memory, dentry) == 0 && parent(dentry) != dentry;
    }
}
