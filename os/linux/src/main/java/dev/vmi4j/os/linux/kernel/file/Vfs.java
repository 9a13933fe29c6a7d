package dev.vmi4j.os.linux.kernel.file;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.Tasks;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The virtual file system of a kernel. Holds the layouts and the root directory that paths are told from: that of the
 * first process, which is what a reader of {@code /proc} sees. It is looked up when a path is first asked for, so that
 * only paths suffer when it cannot be read. Thread-safe.
 */
public final class Vfs {
    /** Where no path ends, so that it is told from the top of its mounts. */
    private static final Location NO_ROOT = new Location(0, 0);

    final Kernel kernel;
    final VfsLayout layout;
    private final Paths paths;
    private final FileDetails details;
    private volatile Optional<Location> root = Optional.empty();

    private Vfs(Kernel kernel) {
        this.kernel = kernel;
        this.layout = new VfsLayout(kernel.requireTypes());
        this.paths = new Paths(kernel, layout);
        this.details = new FileDetails(kernel);
    }

    /**
     * Looks up what is needed.
     *
     * @param kernel the kernel
     * @return its file system
     * @throws dev.vmi4j.core.error.VmiException when its types lack a field that is needed
     */
    public static Vfs of(Kernel kernel) {
        return new Vfs(kernel);
    }

    /**
     * The root directory of a task.
     *
     * @param task the task
     * @return {@code task_struct.fs->root}; empty after the task's end
     */
    public Optional<Location> root(Task task) {
        long fs = layout.taskFs.read(kernel.memory(), task.address().value());
        return fs == 0
                ? Optional.empty()
                : Optional.of(new Location(
                        layout.fsRootMount.read(kernel.memory(), fs), layout.fsRootDentry.read(kernel.memory(), fs)));
    }

    /**
     * The path of a place as the first process sees it, or from the top of its mounts when it lies outside of that
     * process's root.
     *
     * @param place a place
     * @return as {@code d_path} of {@code fs/d_path.c} makes it: across mounts, with {@code (deleted)}, and with the
     *     name of what has no path, such as {@code pipe:[123]}
     * @throws dev.vmi4j.core.error.VmiException when it, or the first process's root, cannot be read
     */
    public String path(Location place) {
        return paths.path(place, root());
    }

    /**
     * The path of a place as seen from another.
     *
     * @param place a place
     * @param from the root to stop at
     * @return as {@link #path(Location)} says
     */
    public String path(Location place, Location from) {
        return paths.path(place, from);
    }

    /**
     * The open descriptors of a task.
     *
     * @param task the task
     * @param notes receives which of them could not be read
     * @return ascending; none for a task without a table of descriptors
     */
    public Stream<Descriptor> descriptors(Task task, TableNotes notes) {
        return new Descriptors(this, task, notes).stream();
    }

    /**
     * An open descriptor of a task.
     *
     * @param task the task
     * @param number the descriptor's number
     * @return empty when it is not open
     * @throws dev.vmi4j.core.error.VmiException when the table of descriptors cannot be read
     */
    public Optional<Descriptor> descriptor(Task task, long number) {
        return new Descriptors(this, task, new TableNotes()).find(number);
    }

    /**
     * The memory of the kernel.
     *
     * @return its address space
     */
    public GuestMemory memory() {
        return kernel.memory();
    }

    /**
     * An open file.
     *
     * @param address of its {@code struct file}
     * @return the file
     */
    public OpenFile file(long address) {
        return new OpenFile(this, address);
    }

    private Location root() {
        Location known = root.orElseGet(
                () -> new Tasks(kernel).process(1).flatMap(this::root).orElse(NO_ROOT));
        root = Optional.of(known);
        return known;
    }

    /**
     * The path of an inode within its file system, by the first directory entry that leads to it.
     *
     * @param inode address of its {@code struct inode}
     * @return from the top of the file system; empty when no directory entry is in memory
     */
    public Optional<String> path(Va inode) {
        long alias = layout.inodeAliases.read(kernel.memory(), inode.value());
        return alias == 0 ? Optional.empty() : Optional.of(paths.mountRoot(alias - layout.dentryAlias.offset()));
    }

    /**
     * An inode.
     *
     * @param address of its {@code struct inode}
     * @return the inode
     */
    public Inode inode(Va address) {
        return new Inode(this, address.value());
    }

    Paths paths() {
        return paths;
    }

    FileDetails details() {
        return details;
    }
}
