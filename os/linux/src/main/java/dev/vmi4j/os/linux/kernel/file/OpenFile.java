package dev.vmi4j.os.linux.kernel.file;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.memory.GuestMemory;
import java.util.Optional;

/**
 * An open file: {@code struct file}. Every accessor reads the guest when asked and fails with a {@link
 * dev.vmi4j.core.error.VmiException} when it cannot.
 */
public final class OpenFile {
    private final Vfs vfs;
    private final long address;

    OpenFile(Vfs vfs, long address) {
        this.vfs = vfs;
        this.address = address;
    }

    /**
     * Where the file lies.
     *
     * @return address of its {@code struct file}
     */
    public Va address() {
        return new Va(address);
    }

    /**
     * The place of the file.
     *
     * @return {@code file.f_path}
     */
    public Location place() {
        return new Location(
                vfs.layout.pathMount.read(memory(), address), vfs.layout.pathDentry.read(memory(), address));
    }

    /**
     * The place that the file was opened at, which differs for the lower file of a stacked file system such as overlayfs.
     * Such a file is a {@code struct backing_file}, known by the path that follows it, since the bit that says so moved
     * between kernels.
     *
     * @return {@code backing_file.user_path} for such a file, else {@link #place()}
     */
    public Location userPlace() {
        return vfs.layout.backingPath.flatMap(this::backingPlace).orElseGet(this::place);
    }

    private Optional<Location> backingPlace(VfsLayout.BackingPath path) {
        if (!isReadable(address + path.mount().offset())
                || !isReadable(address + path.dentry().offset())) {
            return Optional.empty();
        }
        Location place =
                new Location(path.mount().read(memory(), address), path.dentry().read(memory(), address));
        long ofMount = place.mount() + vfs.layout.vfsmountSuper.offset();
        long ofDentry = place.dentry() + vfs.layout.dentrySuper.offset();
        boolean isPlace = isReadable(ofMount)
                && isReadable(ofDentry)
                && vfs.layout.vfsmountSuper.read(memory(), place.mount())
                        == vfs.layout.dentrySuper.read(memory(), place.dentry());
        return isPlace ? Optional.of(place) : Optional.empty();
    }

    private boolean isReadable(long pointer) {
        return memory().readable(pointer, Long.BYTES) == Long.BYTES;
    }

    /**
     * The path of the file.
     *
     * @return as the links below {@code /proc/PID/fd} show it, see {@link Vfs#path}
     */
    public String path() {
        return vfs.path(place());
    }

    /**
     * The inode of the file.
     *
     * @return {@code file.f_inode}
     */
    public Inode inode() {
        return new Inode(vfs, vfs.layout.fileInode.read(memory(), address));
    }

    /**
     * The inode as the user of the file sees it. Kernels that know no {@code struct backing_file} show the inode of the
     * lower file of a stacked file system.
     *
     * @return the inode at {@code backing_file.user_path} for such a file, else {@link #inode()}
     */
    public Inode userInode() {
        return vfs.layout
                .backingPath
                .flatMap(this::backingPlace)
                .map(place -> new Inode(vfs, vfs.layout.dentryInode.read(memory(), place.dentry())))
                .orElseGet(this::inode);
    }

    /**
     * The flags that the file was opened with.
     *
     * @return {@code file.f_flags}
     */
    public long flags() {
        return vfs.layout.fileFlags.read(memory(), address);
    }

    /**
     * The position in the file.
     *
     * @return {@code file.f_pos}, in bytes
     */
    public long position() {
        return vfs.layout.filePosition.read(memory(), address);
    }

    /**
     * The identifier of the mount that the file was opened through.
     *
     * @return {@code mount.mnt_id}
     */
    public long mountId() {
        return vfs.layout.mountId.read(memory(), vfs.paths().mount(place().mount()));
    }

    /**
     * What kind of file it is.
     *
     * @return {@code regular}, {@code directory}, {@code link}, {@code chr}, {@code blk}, {@code socket}, {@code pipe},
     *     {@code fifo}, {@code memfd}, or the kernel's name of an anonymous file such as {@code eventpoll}
     */
    public String kind() {
        return FileKinds.of(this);
    }

    /**
     * What is behind the file.
     *
     * @return a few words that depend on the kind; empty for a file on disk
     */
    public Optional<String> detail() {
        return vfs.details().of(this);
    }

    /** The name of its dentry. */
    String dentryName() {
        return vfs.paths().name(place().dentry());
    }

    /** Whether its name is made up and leads nowhere. */
    boolean hasPseudoName() {
        return vfs.paths().isPseudo(place());
    }

    /** What the driver or file system keeps with the file. */
    long privateData() {
        return vfs.layout.filePrivate.read(memory(), address);
    }

    private GuestMemory memory() {
        return vfs.kernel.memory();
    }
}
