package dev.vmi4j.os.linux.kernel.cgroup;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.KernelList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The control groups of a kernel: the trees below {@code cgroup_roots}. */
public final class ControlGroups {
    private static final int LIMIT = 1 << 20;
    private static final int ROOTS = 1 << 12;

    private final Kernel kernel;
    private final ControlGroupLayout layout;

    /**
     * Looks up what the walk needs.
     *
     * @param kernel the kernel
     * @throws VmiException when its types lack a field that is needed
     */
    public ControlGroups(Kernel kernel) {
        this.kernel = kernel;
        this.layout = new ControlGroupLayout(kernel.requireTypes());
    }

    /**
     * The groups of all hierarchies.
     *
     * @param notes receives why groups are missing
     * @return each before those below it
     */
    public Stream<ControlGroup> all(TableNotes notes) {
        long head = kernel.symbol("cgroup_roots").value();
        return KernelList.walk(kernel, head, ROOTS, "the list of hierarchies of control groups", notes)
                .map(link -> link - layout.rootLink)
                .boxed()
                .flatMap(root -> below(root, notes).stream());
    }

    private List<ControlGroup> below(long root, TableNotes notes) {
        List<ControlGroup> found = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        Deque<ControlGroup> pending = new ArrayDeque<>();
        pending.push(new ControlGroup(kernel, layout, root, root + layout.rootGroup, "/"));
        while (!pending.isEmpty() && found.size() < LIMIT) {
            ControlGroup group = pending.pop();
            if (seen.add(group.address().value())) {
                found.add(group);
                descend(group, root, pending, notes);
            } else {
                notes.add("the control group at " + group.address() + " was reached twice");
            }
        }
        return found;
    }

    private void descend(ControlGroup group, long root, Deque<ControlGroup> pending, TableNotes notes) {
        long[] children = group.children(notes);
        for (int i = children.length - 1; i >= 0; i--) {
            pending.push(child(group, root, children[i], notes));
        }
    }

    private ControlGroup child(ControlGroup parent, long root, long address, TableNotes notes) {
        ControlGroup unnamed = new ControlGroup(kernel, layout, root, address, parent.path());
        String prefix = parent.path().equals("/") ? "/" : parent.path() + "/";
        return new ControlGroup(kernel, layout, root, address, prefix + name(unnamed, notes));
    }

    private static String name(ControlGroup group, TableNotes notes) {
        try {
            return group.name();
        } catch (VmiException e) {
            notes.add("the control group at " + group.address() + " is shown by its address: " + e.getMessage());
            return Addresses.hex(group.address().value());
        }
    }
}
