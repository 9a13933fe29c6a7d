package dev.vmi4j.os.linux.kernel.file;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.os.linux.kernel.GuestText;
import dev.vmi4j.os.linux.kernel.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * A mount: {@code struct mount}. Every accessor reads the guest when asked and fails with a {@link
 * dev.vmi4j.core.error.VmiException} when it cannot.
 */
public final class Mount {
    private static final int MAX_TEXT = 4096;
    private static final int READ_ONLY = 0x40;
    private static final long SHARED = 0x1000;
    private static final long UNBINDABLE = 0x2000;

    /** The bits of {@code mount.mnt_t_flags}, where kernels have it. */
    private static final long NEW_SHARED = 1;

    private static final long NEW_UNBINDABLE = 2;

    /** The bits of {@code vfsmount.mnt_flags} from the lowest on, as {@code fs/proc_namespace.c} names them. */
    private static final List<String> OPTIONS =
            List.of("nosuid", "nodev", "noexec", "noatime", "nodiratime", "relatime", "", "nosymfollow");

    private final MountNamespaces namespaces;
    private final MountLayout layout;
    private final Vfs vfs;
    private final long namespace;
    private final List<Task> tasks;
    private final long address;

    Mount(MountNamespaces namespaces, long namespace, List<Task> tasks, long address) {
        this.namespaces = namespaces;
        this.layout = namespaces.layout;
        this.vfs = namespaces.vfs;
        this.namespace = namespace;
        this.tasks = tasks;
        this.address = address;
    }

    /**
     * Where the mount lies.
     *
     * @return address of its {@code struct mount}
     */
    public Va address() {
        return new Va(address);
    }

    /**
     * The namespace of the mount.
     *
     * @return {@code mnt_namespace.ns.inum}, the number that {@code /proc/PID/ns/mnt} shows
     */
    public long namespace() {
        return layout.namespaceNumber.read(memory(), namespace);
    }

    /**
     * A process in the namespace.
     *
     * @return the identifier of the oldest; empty when no process is in it
     */
    public OptionalLong pid() {
        return pids().findFirst();
    }

    /**
     * The processes in the namespace.
     *
     * @return their identifiers, the oldest process first
     */
    public LongStream pids() {
        return tasks.stream().mapToLong(Task::pid);
    }

    /**
     * The identifier of the mount.
     *
     * @return {@code mount.mnt_id}
     */
    public long id() {
        return vfs.layout.mountId.read(memory(), address);
    }

    /**
     * The identifier of the mount that this one is mounted on.
     *
     * @return {@code mount.mnt_parent->mnt_id}; its own for the topmost
     */
    public long parentId() {
        return vfs.layout.mountId.read(memory(), vfs.layout.mountParent.read(memory(), address));
    }

    /**
     * The device of the file system.
     *
     * @return {@code super_block.s_dev}
     */
    public DeviceNumber device() {
        return DeviceNumber.of(vfs.layout.superDevice.read(memory(), superBlock()));
    }

    /**
     * What of the file system is mounted.
     *
     * @return the path of {@code vfsmount.mnt_root} within its file system; more than {@code /} for a bind mount
     */
    public String root() {
        return vfs.paths().mountRoot(rootDentry());
    }

    /**
     * Where it is mounted.
     *
     * @return the path from the top of the namespace
     */
    public String mountPoint() {
        return vfs.paths().mountPoint(new Location(vfsmount(), rootDentry()));
    }

    /**
     * Whether a path leads to it from the root directory of the process of {@link #pid()}: {@code /proc/PID/mountinfo} of
     * that process leaves out the others.
     *
     * @return empty when no process with a root directory is in the namespace
     */
    public Optional<Boolean> isVisible() {
        return tasks.stream()
                .findFirst()
                .flatMap(vfs::root)
                .map(from -> vfs.paths().leadsThrough(new Location(vfsmount(), rootDentry()), from));
    }

    /**
     * The type of the file system.
     *
     * @return {@code file_system_type.name}, with {@code super_block.s_subtype} after a dot where there is one
     */
    public String fileSystemType() {
        long superBlock = superBlock();
        String name = text(vfs.layout.typeName.read(memory(), vfs.layout.superType.read(memory(), superBlock)));
        long subtype = layout.superSubtype.read(memory(), superBlock);
        String sub = subtype == 0 ? "" : text(subtype);
        return sub.isEmpty() ? name : name + "." + sub;
    }

    /**
     * What is mounted.
     *
     * @return {@code mount.mnt_devname}: a device, or any name
     */
    public String source() {
        long name = layout.deviceName.read(memory(), address);
        return name == 0 ? "none" : text(name);
    }

    /**
     * The options of the mount.
     *
     * @return as {@code mountinfo} shows them, such as {@code rw,relatime}
     */
    public String options() {
        long flags = vfs.layout.vfsmountFlags.read(memory(), vfsmount());
        List<String> options = new ArrayList<>();
        options.add((flags & READ_ONLY) != 0 ? "ro" : "rw");
        for (int bit = 0; bit < OPTIONS.size(); bit++) {
            if ((flags >> bit & 1) != 0 && !OPTIONS.get(bit).isEmpty()) {
                options.add(OPTIONS.get(bit));
            }
        }
        if (isIdMapped()) {
            options.add("idmapped");
        }
        return String.join(",", options);
    }

    /**
     * How mounts below it spread to other mounts.
     *
     * @return the fields of {@code mountinfo}, such as {@code shared:1} or {@code master:2}; empty for a private mount
     */
    public List<String> propagation() {
        List<String> fields = new ArrayList<>();
        boolean isNew = layout.propagation.isPresent();
        long flags = isNew
                ? layout.propagation.get().read(memory(), address)
                : vfs.layout.vfsmountFlags.read(memory(), vfsmount());
        if ((flags & (isNew ? NEW_SHARED : SHARED)) != 0) {
            fields.add("shared:" + layout.group.read(memory(), address));
        }
        long master = layout.master.read(memory(), address);
        if (master != 0) {
            fields.add("master:" + layout.group.read(memory(), master));
        }
        if ((flags & (isNew ? NEW_UNBINDABLE : UNBINDABLE)) != 0) {
            fields.add("unbindable");
        }
        return fields;
    }

    /**
     * The options of the file system.
     *
     * @return {@code rw} or {@code ro}, the flags of the super block, and the own options of {@code tmpfs}, {@code ramfs},
     *     {@code hugetlbfs}, {@code devpts}, {@code bpf} and control groups, as {@code mountinfo} shows them; those of other
     *     file systems are not told
     */
    public String superOptions() {
        return namespaces.superOptions.of(superBlock());
    }

    private boolean isIdMapped() {
        OptionalLong none = namespaces.kernel.symbols().address("nop_mnt_idmap");
        return vfs.layout
                .vfsmountIdmap
                .filter(field -> none.isPresent() && field.read(memory(), vfsmount()) != none.getAsLong())
                .isPresent();
    }

    private String text(long at) {
        return GuestText.terminated(memory().readBytes(at, (int) memory().readable(at, MAX_TEXT)));
    }

    private long superBlock() {
        return vfs.layout.vfsmountSuper.read(memory(), vfsmount());
    }

    private long rootDentry() {
        return vfs.layout.vfsmountRoot.read(memory(), vfsmount());
    }

    private long vfsmount() {
        return address + vfs.layout.vfsmountInMount;
    }

    private GuestMemory memory() {
        return namespaces.kernel.memory();
    }
}
