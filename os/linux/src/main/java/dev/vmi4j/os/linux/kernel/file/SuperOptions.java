package dev.vmi4j.os.linux.kernel.file;

import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.os.linux.kernel.GuestText;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The options of a super block: its flags, and what {@code shmem_show_options} ({@code mm/shmem.c}), {@code
 * devpts_show_options} ({@code fs/devpts/inode.c}), {@code ramfs_show_options}, {@code hugetlbfs_show_options}, {@code
 * bpf_show_options} and {@link CgroupOptions} add to them.
 */
final class SuperOptions {
    private static final int MAX_TYPE_NAME = 64;
    private static final long READ_ONLY = 1;
    private static final long SYNCHRONOUS = 1 << 4;
    private static final long MANDATORY_LOCKS = 1 << 6;
    private static final long DIRECTORIES_SYNCHRONOUS = 1 << 7;
    private static final long LAZY_TIME = 1 << 25;
    private static final long DEFAULT_MODE = 01777;
    private static final long PERMISSIONS = 07777;
    private static final long MAX_PTYS = 1 << 20;
    private static final int KIB_SHIFT = 10;
    private static final int MIB_SHIFT = 20;
    private static final long STICKY = 01000;
    private static final List<String> HUGE = List.of("never", "always", "within_size", "advise");

    private final Kernel kernel;
    private final GuestMemory memory;
    private final VfsLayout layout;
    private final MountLayout mounts;
    private final OptionalLong shmemOperations;
    private final Optional<StructLayout> shmem;
    private final Optional<StructLayout> devpts;
    private final Optional<StructLayout> ramfs;
    private final Optional<StructLayout> hugetlbfs;
    private final Optional<CgroupOptions> cgroups;

    SuperOptions(Kernel kernel, VfsLayout layout, MountLayout mounts) {
        this.kernel = kernel;
        this.memory = kernel.memory();
        this.layout = layout;
        this.mounts = mounts;
        this.shmemOperations = kernel.symbols().address("shmem_ops");
        this.shmem = StructLayout.find(kernel.requireTypes(), "shmem_sb_info");
        this.devpts = StructLayout.find(kernel.requireTypes(), "pts_fs_info");
        this.ramfs = StructLayout.find(kernel.requireTypes(), "ramfs_fs_info");
        this.hugetlbfs = StructLayout.find(kernel.requireTypes(), "hugetlbfs_sb_info");
        this.cgroups = CgroupOptions.find(kernel);
    }

    String of(long superBlock) {
        StringBuilder text = new StringBuilder();
        flags(text, mounts.superFlags.read(memory, superBlock));
        long info = mounts.superInfo.read(memory, superBlock);
        long operations = mounts.superOperations.read(memory, superBlock);
        if (shmem.isPresent() && shmemOperations.isPresent() && shmemOperations.getAsLong() == operations) {
            shmem(text, shmem.get(), info);
            return text.toString();
        }
        switch (typeName(superBlock)) {
            case "devpts" -> devpts.ifPresent(type -> devpts(text, type, info));
            case "cgroup" -> cgroups.ifPresent(type -> text.append(type.of(info)));
            case "cgroup2" -> cgroups.ifPresent(type -> text.append(type.unified(info)));
            case "ramfs" ->
                ramfs.ifPresent(type -> mode(text, type.field("mount_opts.mode").read(memory, info), 0755));
            case "hugetlbfs" -> hugetlbfs.ifPresent(type -> hugetlbfs(text, type, info));
            case "bpf" -> mode(text, rootMode(superBlock) & ~STICKY, 0777);
            default -> {}
        }
        return text.toString();
    }

    private static void flags(StringBuilder text, long flags) {
        text.append((flags & READ_ONLY) != 0 ? "ro" : "rw")
                .append((flags & SYNCHRONOUS) != 0 ? ",sync" : "")
                .append((flags & DIRECTORIES_SYNCHRONOUS) != 0 ? ",dirsync" : "")
                .append((flags & MANDATORY_LOCKS) != 0 ? ",mand" : "")
                .append((flags & LAZY_TIME) != 0 ? ",lazytime" : "");
    }

    private void shmem(StringBuilder text, StructLayout shmem, long info) {
        long half = memory.readUnsigned(kernel.symbol("_totalram_pages").value(), kernel.pointerSize()) / 2;
        long blocks = shmem.field("max_blocks").read(memory, info);
        if (blocks != half) {
            text.append(",size=")
                    .append(blocks << kernel.core().architecture().pageShift() - KIB_SHIFT)
                    .append('k');
        }
        append(text, ",nr_inodes=", shmem.field("max_inodes").read(memory, info), half);
        mode(text, ",mode=", shmem.field("mode").read(memory, info), DEFAULT_MODE);
        append(text, ",uid=", shmem.field("uid.val").read(memory, info), 0);
        append(text, ",gid=", shmem.field("gid.val").read(memory, info), 0);
        text.append(isSet(shmem.optional("full_inums"), info) ? ",inode64" : "");
        int huge = (int) shmem.field("huge").read(memory, info);
        if (huge != 0) {
            text.append(",huge=").append(huge < HUGE.size() ? HUGE.get(huge) : String.valueOf(huge));
        }
        text.append(isSet(shmem.optional("noswap"), info) ? ",noswap" : "");
    }

    private void devpts(StringBuilder text, StructLayout devpts, long info) {
        if (isSet(devpts.optional("mount_opts.setuid"), info)) {
            append(text, ",uid=", devpts.field("mount_opts.uid.val").read(memory, info), -1);
        }
        if (isSet(devpts.optional("mount_opts.setgid"), info)) {
            append(text, ",gid=", devpts.field("mount_opts.gid.val").read(memory, info), -1);
        }
        mode(text, ",mode=", devpts.field("mount_opts.mode").read(memory, info), -1);
        mode(text, ",ptmxmode=", devpts.field("mount_opts.ptmxmode").read(memory, info), -1);
        long max = devpts.field("mount_opts.max").read(memory, info);
        append(text, ",max=", max, Math.max(max, MAX_PTYS));
    }

    private void hugetlbfs(StringBuilder text, StructLayout hugetlbfs, long info) {
        append(text, ",uid=", hugetlbfs.field("uid.val").read(memory, info), 0);
        append(text, ",gid=", hugetlbfs.field("gid.val").read(memory, info), 0);
        mode(text, hugetlbfs.field("mode").read(memory, info), 0755);
        append(text, ",nr_inodes=", hugetlbfs.field("max_inodes").read(memory, info), -1);
        long state = hugetlbfs.field("hstate").read(memory, info);
        long order =
                StructLayout.of(kernel.requireTypes(), "hstate").field("order").read(memory, state);
        int shift = (int) order + kernel.core().architecture().pageShift();
        text.append(",pagesize=")
                .append(shift >= MIB_SHIFT ? (1L << shift - MIB_SHIFT) + "M" : (1L << shift - KIB_SHIFT) + "K");
        long pool = hugetlbfs.field("spool").read(memory, info);
        if (pool != 0) {
            StructLayout pages = StructLayout.of(kernel.requireTypes(), "hugepage_subpool");
            limit(text, ",size=", pages.field("max_hpages").read(memory, pool), shift);
            limit(text, ",min_size=", pages.field("min_hpages").read(memory, pool), shift);
        }
    }

    private static void limit(StringBuilder text, String name, long pages, int shift) {
        if (pages != -1) {
            text.append(name).append(pages << shift);
        }
    }

    private long rootMode(long superBlock) {
        long inode = layout.dentryInode.read(memory, mounts.superRoot.read(memory, superBlock));
        return layout.inodeMode.read(memory, inode) & PERMISSIONS;
    }

    private static void append(StringBuilder text, String name, long value, long usual) {
        if (value != usual) {
            text.append(name).append(value);
        }
    }

    private static void mode(StringBuilder text, long mode, long usual) {
        if (mode != usual) {
            text.append(",mode=").append(Long.toOctalString(mode & PERMISSIONS));
        }
    }

    private static void mode(StringBuilder text, String name, long mode, long usual) {
        if (mode != usual) {
            text.append(name).append("%03o".formatted(mode & PERMISSIONS));
        }
    }

    private boolean isSet(Optional<Field> field, long info) {
        return field.isPresent() && field.get().read(memory, info) != 0;
    }

    private String typeName(long superBlock) {
        long name = layout.typeName.read(memory, layout.superType.read(memory, superBlock));
        return GuestText.terminated(memory.readBytes(name, (int) memory.readable(name, MAX_TYPE_NAME)));
    }
}
