package dev.vmi4j.os.linux.kernel.file;

import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.StructType;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.Optional;

/** Where the fields of mounts, their namespaces and their super blocks lie in this kernel. */
final class MountLayout {
    final Field taskNamespaces;
    final Field mountNamespace;
    final Field namespaceNumber;
    final Optional<Field> list;
    final Optional<Field> tree;
    final Field mountInList;
    final Optional<Field> mountInTree;
    final Optional<Field> namespaceInTree;
    final Field deviceName;
    final Field group;
    final Field master;
    final Optional<Field> propagation;
    final Field superFlags;
    final Field superSubtype;
    final Field superOperations;
    final Field superInfo;
    final Field superRoot;

    MountLayout(TypeCatalog types) {
        taskNamespaces = StructLayout.of(types, "task_struct").field("nsproxy");
        mountNamespace = StructLayout.of(types, "nsproxy").field("mnt_ns");
        StructLayout namespace = StructLayout.of(types, "mnt_namespace");
        namespaceNumber = namespace.field("ns.inum");
        tree = namespace.optional("mounts").filter(field -> field.type() instanceof StructType);
        list = namespace.optional("list");
        namespaceInTree =
                namespace.optional("mnt_ns_tree_node").or(() -> namespace.optional("ns.ns_tree_node.ns_node"));
        StructLayout mount = StructLayout.of(types, "mount");
        mountInList = mount.field("mnt_list");
        mountInTree = mount.optional("mnt_node");
        deviceName = mount.field("mnt_devname");
        group = mount.field("mnt_group_id");
        master = mount.field("mnt_master");
        propagation = mount.optional("mnt_t_flags");
        StructLayout superBlock = StructLayout.of(types, "super_block");
        superFlags = superBlock.field("s_flags");
        superSubtype = superBlock.field("s_subtype");
        superOperations = superBlock.field("s_op");
        superInfo = superBlock.field("s_fs_info");
        superRoot = superBlock.field("s_root");
    }
}
