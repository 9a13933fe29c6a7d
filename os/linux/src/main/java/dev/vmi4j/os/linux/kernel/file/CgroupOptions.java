package dev.vmi4j.os.linux.kernel.file;

import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.os.linux.kernel.GuestText;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The options of a hierarchy of control groups: of version 1 as {@code cgroup1_show_options} ({@code
 * kernel/cgroup/cgroup-v1.c}) shows them, its controllers, then its flags, then its name; of version 2 as {@code
 * cgroup_show_options} ({@code kernel/cgroup/cgroup.c}) does, its flags alone.
 */
final class CgroupOptions {
    private static final int MAX_CONTROLLERS = 32;
    private static final int MAX_NAME = 64;

    /** The flags of version 2 by the names of their constants, in the order in which they are shown. */
    private static final Map<String, String> UNIFIED = unified();

    private static final long NO_PREFIX = 1 << 1;
    private static final long ATTRIBUTES = 1 << 2;

    private final Kernel kernel;
    private final GuestMemory memory;
    private final Field fileSystemRoot;
    private final Optional<Field> rootNode;
    private final long rootNodeInside;
    private final Field privateData;
    private final Field hierarchy;
    private final Field mask;
    private final Field flags;
    private final Field name;
    private final Field legacyName;
    private final long count;
    private final Map<String, Long> unifiedFlags = new LinkedHashMap<>();

    private CgroupOptions(Kernel kernel, StructLayout fileSystem) {
        TypeCatalog types = kernel.requireTypes();
        this.kernel = kernel;
        this.memory = kernel.memory();
        this.fileSystemRoot = fileSystem.field("root");
        Field node = StructLayout.of(types, "kernfs_root").field("kn");
        this.rootNode = node.size() == kernel.pointerSize() ? Optional.of(node) : Optional.empty();
        this.rootNodeInside = node.offset();
        this.privateData = StructLayout.of(types, "kernfs_node").field("priv");
        StructLayout group = StructLayout.of(types, "cgroup");
        this.hierarchy = group.field("root");
        this.count = Math.min(group.field("subsys").size() / kernel.pointerSize(), MAX_CONTROLLERS);
        StructLayout root = StructLayout.of(types, "cgroup_root");
        this.mask = root.field("subsys_mask");
        this.flags = root.field("flags");
        this.name = root.field("name");
        this.legacyName = StructLayout.of(types, "cgroup_subsys").field("legacy_name");
        UNIFIED.forEach((constant, option) ->
                types.constant(constant).ifPresent(flag -> unifiedFlags.put(option, flag.value())));
    }

    private static Map<String, String> unified() {
        Map<String, String> flags = new LinkedHashMap<>();
        flags.put("CGRP_ROOT_NS_DELEGATE", "nsdelegate");
        flags.put("CGRP_ROOT_FAVOR_DYNMODS", "favordynmods");
        flags.put("CGRP_ROOT_MEMORY_LOCAL_EVENTS", "memory_localevents");
        flags.put("CGRP_ROOT_MEMORY_RECURSIVE_PROT", "memory_recursiveprot");
        flags.put("CGRP_ROOT_MEMORY_HUGETLB_ACCOUNTING", "memory_hugetlb_accounting");
        flags.put("CGRP_ROOT_PIDS_LOCAL_EVENTS", "pids_localevents");
        return flags;
    }

    /** Empty for a kernel without control groups. */
    static Optional<CgroupOptions> find(Kernel kernel) {
        return StructLayout.find(kernel.requireTypes(), "kernfs_super_info")
                .filter(_ ->
                        StructLayout.find(kernel.requireTypes(), "cgroup_root").isPresent())
                .map(fileSystem -> new CgroupOptions(kernel, fileSystem));
    }

    /** The options of a super block of version 2 by its {@code kernfs_super_info}. */
    String unified(long info) {
        long bits = flags.read(memory, root(info));
        StringBuilder text = new StringBuilder();
        unifiedFlags.forEach((option, flag) -> text.append((bits & flag) != 0 ? "," + option : ""));
        return text.toString();
    }

    private long root(long info) {
        long fileSystem = fileSystemRoot.read(memory, info);
        long node = rootNode.map(field -> field.read(memory, fileSystem)).orElse(fileSystem + rootNodeInside);
        return hierarchy.read(memory, privateData.read(memory, node));
    }

    /** The options of a super block of version 1 by its {@code kernfs_super_info}. */
    String of(long info) {
        long root = root(info);
        StringBuilder text = new StringBuilder();
        controllers(text, mask.read(memory, root));
        long bits = flags.read(memory, root);
        text.append((bits & NO_PREFIX) != 0 ? ",noprefix" : "").append((bits & ATTRIBUTES) != 0 ? ",xattr" : "");
        String named =
                GuestText.terminated(memory.readBytes(root + name.offset(), (int) Math.min(name.size(), MAX_NAME)));
        return text.append(named.isEmpty() ? "" : ",name=" + named).toString();
    }

    private void controllers(StringBuilder text, long present) {
        long table = kernel.symbol("cgroup_subsys").value();
        for (int i = 0; i < count; i++) {
            if ((present >> i & 1) != 0) {
                long controller = memory.readUnsigned(table + (long) i * kernel.pointerSize(), kernel.pointerSize());
                long at = legacyName.read(memory, controller);
                text.append(',')
                        .append(GuestText.terminated(memory.readBytes(at, (int) memory.readable(at, MAX_NAME))));
            }
        }
    }
}
