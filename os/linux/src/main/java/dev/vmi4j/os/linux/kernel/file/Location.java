package dev.vmi4j.os.linux.kernel.file;

/**
 * A place in the tree of mounts: {@code struct path}.
 *
 * @param mount address of the {@code struct vfsmount}
 * @param dentry address of the {@code struct dentry}
 */
public record Location(long mount, long dentry) {}
