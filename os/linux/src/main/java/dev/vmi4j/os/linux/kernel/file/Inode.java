package dev.vmi4j.os.linux.kernel.file;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.os.linux.kernel.GuestText;

/** An inode: {@code struct inode}. */
public final class Inode {
    private static final int MAX_TYPE_NAME = 64;

    private final Vfs vfs;
    private final long address;

    Inode(Vfs vfs, long address) {
        this.vfs = vfs;
        this.address = address;
    }

    /**
     * Where the inode lies.
     *
     * @return address of its {@code struct inode}
     */
    public Va address() {
        return new Va(address);
    }

    /**
     * The number of directory entries that lead to it.
     *
     * @return {@code inode.i_nlink}; 0 for a file that is deleted or never had a name
     */
    public long links() {
        return vfs.layout.inodeLinks.read(memory(), address);
    }

    /**
     * The number of the inode.
     *
     * @return {@code inode.i_ino}, unsigned
     */
    public long number() {
        return vfs.layout.inodeNumber.read(memory(), address);
    }

    /**
     * Type and permissions.
     *
     * @return {@code inode.i_mode}
     */
    public long mode() {
        return vfs.layout.inodeMode.read(memory(), address);
    }

    /**
     * The size of the file.
     *
     * @return {@code inode.i_size}, in bytes
     */
    public long size() {
        return vfs.layout.inodeSize.read(memory(), address);
    }

    /**
     * The device that the file system lies on.
     *
     * @return {@code inode.i_sb->s_dev}
     */
    public DeviceNumber device() {
        return DeviceNumber.of(vfs.layout.superDevice.read(memory(), superBlock()));
    }

    /**
     * The device that the file stands for.
     *
     * @return {@code inode.i_rdev}; 0:0 for anything but a device file
     */
    public DeviceNumber represents() {
        return DeviceNumber.of(vfs.layout.inodeDevice.read(memory(), address));
    }

    /**
     * The type of the file system.
     *
     * @return {@code inode.i_sb->s_type->name}
     */
    public String fileSystemType() {
        long name = vfs.layout.typeName.read(memory(), vfs.layout.superType.read(memory(), superBlock()));
        return GuestText.terminated(memory().readBytes(name, (int) memory().readable(name, MAX_TYPE_NAME)));
    }

    long pipe() {
        return vfs.layout.inodePipe.read(memory(), address);
    }

    long privateData() {
        return vfs.layout.inodePrivate.read(memory(), address);
    }

    private long superBlock() {
        return vfs.layout.inodeSuper.read(memory(), address);
    }

    private GuestMemory memory() {
        return vfs.kernel.memory();
    }
}
