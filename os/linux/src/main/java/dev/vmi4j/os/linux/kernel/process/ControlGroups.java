package dev.vmi4j.os.linux.kernel.process;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.GuestText;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.KernelList;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The control groups of tasks: {@code task_struct.cgroups} is a {@code struct css_set}, which names the group in the
 * unified hierarchy and links to the group in every other.
 */
final class ControlGroups {
    /** More hierarchies than a kernel has controllers. */
    private static final int MAX_HIERARCHIES = 64;

    /** The longest path, {@code PATH_MAX}; a directory takes two bytes of it. */
    private static final int MAX_DEPTH = 2048;

    /** {@code NAME_MAX + 1}. */
    private static final int MAX_NAME = 256;

    private final Kernel kernel;
    private final Optional<Field> set;
    private final Optional<Field> unified;
    private final Optional<Field> links;
    private final Optional<Field> link;
    private final Optional<Field> linked;
    private final Optional<Field> node;
    private final Optional<Field> parent;
    private final Optional<Field> name;

    ControlGroups(Kernel kernel) {
        this.kernel = kernel;
        set = field("task_struct", "cgroups");
        unified = field("css_set", "dfl_cgrp");
        links = field("css_set", "cgrp_links");
        link = field("cgrp_cset_link", "cgrp_link");
        linked = field("cgrp_cset_link", "cgrp");
        node = field("cgroup", "kn");
        parent = field("kernfs_node", "__parent").or(() -> field("kernfs_node", "parent"));
        name = field("kernfs_node", "name");
    }

    /** The path of a task's group in the unified hierarchy. */
    Optional<String> unified(long task) {
        OptionalLong group = Pointers.follow(kernel, unified, set(task));
        return group.isEmpty() ? Optional.empty() : path(group);
    }

    /** The paths of a task's groups in all hierarchies, lazily. */
    Stream<String> all(long task) {
        OptionalLong sets = set(task);
        if (sets.isEmpty() || links.isEmpty() || link.isEmpty() || linked.isEmpty()) {
            return Stream.empty();
        }
        long head = sets.getAsLong() + links.get().offset();
        return KernelList.walk(kernel, head, MAX_HIERARCHIES, "the control groups of a task", new TableNotes())
                .mapToObj(entry -> Pointers.follow(kernel, linked, OptionalLong.of(entry - link.get().offset())))
                .flatMap(group -> path(group).stream());
    }

    private OptionalLong set(long task) {
        return Pointers.follow(kernel, set, OptionalLong.of(task));
    }

    /** The names of the directories up to the one without a parent, which is the hierarchy's root. */
    private Optional<String> path(OptionalLong group) {
        OptionalLong at = Pointers.follow(kernel, node, group);
        if (at.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder path = new StringBuilder();
        OptionalLong above = Pointers.follow(kernel, parent, at);
        for (int depth = 0; above.isPresent(); depth++) {
            if (depth == MAX_DEPTH) {
                throw new VmiException("the directories of a control group do not end after " + MAX_DEPTH);
            }
            path.insert(0, "/" + name(at));
            at = above;
            above = Pointers.follow(kernel, parent, at);
        }
        return Optional.of(path.isEmpty() ? "/" : path.toString());
    }

    private String name(OptionalLong directory) {
        OptionalLong text = Pointers.follow(kernel, name, directory);
        if (text.isEmpty()) {
            throw new VmiException("a directory of a control group has no name");
        }
        int readable = (int) kernel.memory().readable(text.getAsLong(), MAX_NAME);
        return GuestText.terminated(kernel.memory().readBytes(text.getAsLong(), readable));
    }

    private Optional<Field> field(String struct, String path) {
        return StructLayout.find(kernel.requireTypes(), struct).flatMap(layout -> layout.optional(path));
    }
}
