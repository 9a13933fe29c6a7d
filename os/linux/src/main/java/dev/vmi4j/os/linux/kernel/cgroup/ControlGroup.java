package dev.vmi4j.os.linux.kernel.cgroup;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.GuestText;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.KernelList;
import dev.vmi4j.symbols.type.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * A control group: {@code struct cgroup}. Every accessor reads the guest when asked and fails with a {@link
 * dev.vmi4j.core.error.VmiException} when it cannot.
 */
public final class ControlGroup {
    private static final int SETS = 1 << 20;
    private static final int NAME_LIMIT = 256;
    private static final int MAX_SUBSYSTEMS = 64;

    private final Kernel kernel;
    private final ControlGroupLayout layout;
    private final long root;
    private final long address;
    private final String path;

    ControlGroup(Kernel kernel, ControlGroupLayout layout, long root, long address, String path) {
        this.kernel = kernel;
        this.layout = layout;
        this.root = root;
        this.address = address;
        this.path = path;
    }

    /**
     * Where the group lies.
     *
     * @return address of its {@code struct cgroup}
     */
    public Va address() {
        return new Va(address);
    }

    /**
     * Its path within its hierarchy.
     *
     * @return {@code /} for the topmost
     */
    public String path() {
        return path;
    }

    /**
     * The number of its hierarchy.
     *
     * @return {@code cgroup_root.hierarchy_id}, 0 for that of version 2
     */
    public long hierarchy() {
        return layout.hierarchy.read(kernel.memory(), root);
    }

    /**
     * The name of its hierarchy, which one of version 1 without controllers has, such as {@code systemd}.
     *
     * @return {@code cgroup_root.name}, empty as a rule
     */
    public String hierarchyName() {
        long name = root + layout.hierarchyName.offset();
        return GuestText.terminated(kernel.memory().readBytes(name, (int) layout.hierarchyName.size()));
    }

    /**
     * Its identifier, which is also the inode of its folder.
     *
     * @return {@code cgroup.kn->id}
     */
    public long id() {
        return layout.nodeId.read(kernel.memory(), layout.node.read(kernel.memory(), address));
    }

    /**
     * The controllers that account for it on its own.
     *
     * @return names of those with an entry in {@code cgroup.subsys}: in version 1 as {@code /proc/cgroups} has them, in
     *     version 2 those that {@code cgroup.controllers} shows
     */
    public List<String> controllers() {
        boolean version2 = hierarchy() == 0;
        Field name = version2 ? layout.subsystemName : layout.legacyName;
        List<String> controllers = new ArrayList<>();
        int size = kernel.pointerSize();
        long table = kernel.symbol("cgroup_subsys").value();
        long count = Math.min(layout.subsystems.size() / size, MAX_SUBSYSTEMS);
        for (long i = 0; i < count; i++) {
            long state = kernel.memory().readUnsigned(address + layout.subsystems.offset() + i * size, size);
            long subsystem = kernel.memory().readUnsigned(table + i * size, size);
            if (state != 0 && (!version2 || isShown(subsystem))) {
                controllers.add(kernel.memory().readUtf8(name.read(kernel.memory(), subsystem), NAME_LIMIT));
            }
        }
        return controllers;
    }

    /**
     * How many tasks are in it, those in groups below not counted.
     *
     * @return the sum of {@code css_set.nr_tasks} over {@code cgroup.cset_links}; every thread counts
     */
    public long tasks() {
        return KernelList.whole(kernel, address + layout.setLinks, SETS, "the task sets of control group " + path)
                .map(link -> layout.set.read(kernel.memory(), link - layout.setLink))
                .map(set -> layout.tasks.read(kernel.memory(), set))
                .sum();
    }

    @Override
    public String toString() {
        return "control group " + path;
    }

    /** Not those without files in version 2, nor those that are always at work: {@code cgroup_control} of the kernel. */
    private boolean isShown(long subsystem) {
        return layout.subsystemFiles.read(kernel.memory(), subsystem) != 0
                && layout.implicit.read(kernel.memory(), subsystem) == 0;
    }

    /** The name of its folder. */
    String name() {
        long node = layout.node.read(kernel.memory(), address);
        long name = layout.nodeName.read(kernel.memory(), node);
        int readable = (int) kernel.memory().readable(name, NAME_LIMIT);
        return GuestText.terminated(kernel.memory().readBytes(name, Math.max(1, readable)));
    }

    /** The addresses of the groups right below. */
    long[] children(TableNotes notes) {
        return KernelList.walk(kernel, address + layout.children, SETS, "the groups in control group " + path, notes)
                .map(link -> link - layout.sibling)
                .toArray();
    }
}
