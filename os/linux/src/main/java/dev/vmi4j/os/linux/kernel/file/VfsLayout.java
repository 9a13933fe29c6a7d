package dev.vmi4j.os.linux.kernel.file;

import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.Optional;

/** Where the fields of files, dentries, inodes, mounts and super blocks lie in this kernel. */
final class VfsLayout {
    final Field taskFiles;
    final Field taskFs;
    final Field fsRootMount;
    final Field fsRootDentry;
    final Field fdt;
    final Field maxFds;
    final Field fd;
    final Field closeOnExec;
    final Field pathMount;
    final Field pathDentry;
    final Field fileInode;
    final Field fileFlags;
    final Field filePosition;
    final Field filePrivate;
    final Optional<BackingPath> backingPath;
    final Field dentryParent;
    final Field nameLength;
    final Field nameText;
    final Field dentryInode;
    final Field dentrySuper;
    final Field dentryHashed;
    final Field dentryAlias;
    final Field dentryOperations;
    final Field dname;
    final Field vfsmountRoot;
    final Field vfsmountSuper;
    final Field vfsmountFlags;
    final Optional<Field> vfsmountIdmap;
    final long vfsmountInMount;
    final Field mountParent;
    final Field mountPoint;
    final Field mountId;
    final Field inodeMode;
    final Field inodeNumber;
    final Field inodeLinks;
    final Field inodeAliases;
    final Field inodeDevice;
    final Field inodeSize;
    final Field inodeSuper;
    final Field inodePipe;
    final Field inodePrivate;
    final Field superDevice;
    final Field superType;
    final Field typeName;

    /** Where the path that a user asked for lies in the file of a stacked file system's lower layer. */
    record BackingPath(Field mount, Field dentry) {}

    VfsLayout(TypeCatalog types) {
        StructLayout task = StructLayout.of(types, "task_struct");
        taskFiles = task.field("files");
        taskFs = task.field("fs");
        StructLayout fs = StructLayout.of(types, "fs_struct");
        fsRootMount = fs.field("root.mnt");
        fsRootDentry = fs.field("root.dentry");
        fdt = StructLayout.of(types, "files_struct").field("fdt");
        StructLayout table = StructLayout.of(types, "fdtable");
        maxFds = table.field("max_fds");
        fd = table.field("fd");
        closeOnExec = table.field("close_on_exec");
        StructLayout file = StructLayout.of(types, "file");
        pathMount = file.field("f_path.mnt");
        pathDentry = file.field("f_path.dentry");
        fileInode = file.field("f_inode");
        fileFlags = file.field("f_flags");
        filePosition = file.field("f_pos");
        filePrivate = file.field("private_data");
        backingPath = StructLayout.find(types, "backing_file").flatMap(VfsLayout::backing);
        StructLayout dentry = StructLayout.of(types, "dentry");
        dentryParent = dentry.field("d_parent");
        nameLength = dentry.field("d_name.len");
        nameText = dentry.field("d_name.name");
        dentryInode = dentry.field("d_inode");
        dentrySuper = dentry.field("d_sb");
        dentryHashed = dentry.field("d_hash.pprev");
        dentryAlias = dentry.anyOf("d_u.d_alias", "d_alias");
        dentryOperations = dentry.field("d_op");
        dname = StructLayout.of(types, "dentry_operations").field("d_dname");
        StructLayout vfsmount = StructLayout.of(types, "vfsmount");
        vfsmountRoot = vfsmount.field("mnt_root");
        vfsmountSuper = vfsmount.field("mnt_sb");
        vfsmountFlags = vfsmount.field("mnt_flags");
        vfsmountIdmap = vfsmount.optional("mnt_idmap");
        StructLayout mount = StructLayout.of(types, "mount");
        vfsmountInMount = mount.offset("mnt");
        mountParent = mount.field("mnt_parent");
        mountPoint = mount.field("mnt_mountpoint");
        mountId = mount.field("mnt_id");
        StructLayout inode = StructLayout.of(types, "inode");
        inodeMode = inode.field("i_mode");
        inodeNumber = inode.field("i_ino");
        inodeLinks = inode.field("i_nlink");
        inodeAliases = inode.field("i_dentry.first");
        inodeDevice = inode.field("i_rdev");
        inodeSize = inode.field("i_size");
        inodeSuper = inode.field("i_sb");
        inodePipe = inode.field("i_pipe");
        inodePrivate = inode.field("i_private");
        StructLayout superBlock = StructLayout.of(types, "super_block");
        superDevice = superBlock.field("s_dev");
        superType = superBlock.field("s_type");
        typeName = StructLayout.of(types, "file_system_type").field("name");
    }

    private static Optional<BackingPath> backing(StructLayout backing) {
        return backing.optional("user_path.mnt")
                .flatMap(mount -> backing.optional("user_path.dentry").map(dentry -> new BackingPath(mount, dentry)));
    }
}
