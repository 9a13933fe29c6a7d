package dev.vmi4j.os.linux.kernel.file;

import dev.vmi4j.os.linux.kernel.FakeTypes;

/** The structures of files, dentries and mounts with offsets that no kernel has. */
final class VfsTypes {
    static final long PARENT = 0x00;
    static final long HASHED = 0x10;
    static final long NAME_LENGTH = 0x1c;
    static final long NAME = 0x20;
    static final long INODE = 0x28;
    static final long OPERATIONS = 0x30;
    static final long DNAME = 0x40;
    static final long MOUNT_PARENT = 0x00;
    static final long MOUNT_POINT = 0x08;
    static final long VFSMOUNT = 0x10;
    static final long INODE_NUMBER = 0x08;

    private VfsTypes() {}

    static void addTo(FakeTypes types) {
        int path = types.struct("path", 16, types.pointer("mnt", 0), types.pointer("dentry", 8));
        types.struct("task_struct", 16, types.pointer("files", 0), types.pointer("fs", 8));
        types.struct("fs_struct", 16, types.embedded("root", 0, path));
        types.struct("files_struct", 8, types.pointer("fdt", 0));
        types.struct(
                "fdtable",
                24,
                types.integer("max_fds", 0, 4),
                types.pointer("fd", 8),
                types.pointer("close_on_exec", 16));
        types.struct(
                "file",
                64,
                types.embedded("f_path", 0, path),
                types.pointer("f_inode", 16),
                types.integer("f_flags", 24, 4),
                types.integer("f_pos", 32, 8),
                types.pointer("private_data", 40));
        addDentry(types);
        addMount(types);
        types.struct("ns_common", 16, types.pointer("ops", 0), types.integer("inum", 8, 4));
        types.struct("proc_ns_operations", 8, types.pointer("name", 0));
    }

    private static void addDentry(FakeTypes types) {
        int hash = types.struct("hlist_bl_node", 16, types.pointer("next", 0), types.pointer("pprev", 8));
        int alias = types.struct("hlist_node", 16, types.pointer("next", 0), types.pointer("pprev", 8));
        int name = types.struct("qstr", 16, types.integer("len", 4, 4), types.pointer("name", 8));
        types.struct(
                "dentry",
                0x50,
                types.pointer("d_parent", PARENT),
                types.embedded("d_hash", HASHED - 8, hash),
                types.embedded("d_name", NAME - 8, name),
                types.pointer("d_inode", INODE),
                types.pointer("d_op", OPERATIONS),
                types.pointer("d_sb", 0x38),
                types.embedded("d_alias", 0x40, alias));
        types.struct("dentry_operations", 0x48, types.pointer("d_dname", DNAME));
    }

    private static void addMount(FakeTypes types) {
        int vfsmount = types.struct(
                "vfsmount",
                24,
                types.pointer("mnt_root", 0),
                types.pointer("mnt_sb", 8),
                types.integer("mnt_flags", 16, 4));
        types.struct(
                "mount",
                0x30,
                types.pointer("mnt_parent", MOUNT_PARENT),
                types.pointer("mnt_mountpoint", MOUNT_POINT),
                types.embedded("mnt", VFSMOUNT, vfsmount),
                types.integer("mnt_id", 0x28, 4));
        int aliases = types.struct("hlist_head", 8, types.pointer("first", 0));
        types.struct(
                "inode",
                0x48,
                types.integer("i_mode", 0, 2),
                types.integer("i_ino", INODE_NUMBER, 8),
                types.integer("i_rdev", 4, 4),
                types.integer("i_size", 0x10, 8),
                types.pointer("i_sb", 0x18),
                types.pointer("i_pipe", 0x20),
                types.pointer("i_private", 0x28),
                types.integer("i_nlink", 0x38, 4),
                types.embedded("i_dentry", 0x40, aliases));
        types.struct("super_block", 16, types.integer("s_dev", 0, 4), types.pointer("s_type", 8));
        types.struct("file_system_type", 8, types.pointer("name", 0));
    }
}
