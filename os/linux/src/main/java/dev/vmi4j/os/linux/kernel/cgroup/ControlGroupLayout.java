package dev.vmi4j.os.linux.kernel.cgroup;

import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;

/** Where the fields of {@code struct cgroup_root}, {@code cgroup} and of what hangs on them lie. */
final class ControlGroupLayout {
    final long rootLink;
    final long rootGroup;
    final Field hierarchy;
    final Field hierarchyName;
    final long children;
    final long sibling;
    final Field node;
    final Field nodeName;
    final Field nodeId;
    final Field subsystems;
    final Field subsystemName;
    final Field legacyName;
    final Field subsystemFiles;
    final Field implicit;
    final long setLinks;
    final long setLink;
    final Field set;
    final Field tasks;

    ControlGroupLayout(TypeCatalog types) {
        StructLayout root = StructLayout.of(types, "cgroup_root");
        rootLink = root.offset("root_list");
        rootGroup = root.offset("cgrp");
        hierarchy = root.field("hierarchy_id");
        hierarchyName = root.field("name");
        StructLayout group = StructLayout.of(types, "cgroup");
        children = group.offset("self.children");
        sibling = group.offset("self.sibling");
        node = group.field("kn");
        subsystems = group.field("subsys");
        setLinks = group.offset("cset_links");
        StructLayout kernfs = StructLayout.of(types, "kernfs_node");
        nodeName = kernfs.field("name");
        nodeId = kernfs.field("id");
        StructLayout subsystem = StructLayout.of(types, "cgroup_subsys");
        subsystemName = subsystem.field("name");
        legacyName = subsystem.field("legacy_name");
        subsystemFiles = subsystem.field("dfl_cftypes");
        implicit = subsystem.field("implicit_on_dfl");
        StructLayout link = StructLayout.of(types, "cgrp_cset_link");
        setLink = link.offset("cset_link");
        set = link.field("cset");
        tasks = StructLayout.of(types, "css_set").field("nr_tasks");
    }
}
