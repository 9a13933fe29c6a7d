package dev.vmi4j.os.linux.kernel.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.SyntheticKernel;
import dev.vmi4j.symbols.Symbol;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class PathsTest {
    private static final long PIPE_FUNCTION = 0xffff_ffff_8100_0000L;
    private static final long SIMPLE_FUNCTION = 0xffff_ffff_8100_1000L;
    private static final long UNKNOWN_FUNCTION = 0xffff_ffff_8100_2000L;

    private final SyntheticKernel guest = new SyntheticKernel();
    private long next = SyntheticKernel.BASE + 0x100;

    private final long rootDentry;
    private final long rootMount;
    private final Location root;

    PathsTest() {
        VfsTypes.addTo(guest.types());
        rootDentry = dentry(0, "/");
        rootMount = mount(0, 0, rootDentry);
        root = at(rootMount, rootDentry);
    }

    @Test
    void namesEachDirectoryUpToTheRoot() {
        long file = dentry(dentry(dentry(rootDentry, "usr"), "bin"), "ümläut");
        assertThat(path(at(rootMount, file))).isEqualTo("/usr/bin/ümläut");
        assertThat(path(root)).isEqualTo("/");
    }

    @Test
    void goesOnAtTheMountPointOfAMount() {
        long other = dentry(0, "/");
        long mount = mount(rootMount, dentry(rootDentry, "mnt"), other);
        assertThat(path(at(mount, dentry(other, "file")))).isEqualTo("/mnt/file");
        assertThat(path(at(mount, other))).isEqualTo("/mnt");
    }

    @Test
    void stopsAtTheRootThatIsAskedFor() {
        long jail = dentry(rootDentry, "jail");
        long file = dentry(jail, "file");
        assertThat(paths().path(at(rootMount, file), at(rootMount, jail))).isEqualTo("/file");
    }

    @Test
    void saysWhatIsDeleted() {
        long file = dentry(rootDentry, "gone");
        guest.put(file + VfsTypes.HASHED, 0);
        assertThat(path(at(rootMount, file))).isEqualTo("/gone (deleted)");
    }

    @Test
    void makesTheNamesOfWhatHasNoPath() {
        long pipe = dentry(0, "");
        long inode = take(0x40);
        guest.put(inode + VfsTypes.INODE_NUMBER, 123);
        guest.put(pipe + VfsTypes.INODE, inode);
        operations(pipe, PIPE_FUNCTION);
        assertThat(path(at(rootMount, pipe))).isEqualTo("pipe:[123]");
        long memory = dentry(0, "memfd:a b");
        operations(memory, SIMPLE_FUNCTION);
        assertThat(path(at(rootMount, memory))).isEqualTo("/memfd:a b (deleted)");
    }

    @Test
    void aNameMadeByAnUnknownFunctionIsAnError() {
        long dentry = dentry(0, "");
        operations(dentry, UNKNOWN_FUNCTION);
        assertThatThrownBy(() -> path(at(rootMount, dentry)))
                .isInstanceOf(VmiException.class)
                .hasMessageContaining("0xffffffff81002000");
    }

    @Test
    void parentsInACircleEnd() {
        long first = dentry(rootDentry, "first");
        long second = dentry(first, "second");
        guest.put(first + VfsTypes.PARENT, second);
        assertThatThrownBy(() -> path(at(rootMount, second)))
                .isInstanceOf(VmiException.class)
                .hasMessageContaining("no end");
        assertThatThrownBy(() -> paths().mountRoot(second)).isInstanceOf(VmiException.class);
    }

    @Test
    void mountsInACircleEnd() {
        long other = dentry(0, "/");
        long first = mount(rootMount, other, other);
        long second = mount(first, other, other);
        guest.put(first - VfsTypes.VFSMOUNT + VfsTypes.MOUNT_PARENT, second - VfsTypes.VFSMOUNT);
        assertThatThrownBy(() -> path(at(first, other))).isInstanceOf(VmiException.class);
    }

    @Test
    void aNameLongerThanAnyIsDamage() {
        long file = dentry(rootDentry, "file");
        guest.memory().putInt(file - SyntheticKernel.BASE + VfsTypes.NAME_LENGTH, -1);
        assertThatThrownBy(() -> path(at(rootMount, file)))
                .isInstanceOf(VmiException.class)
                .hasMessageContaining("damaged");
    }

    private String path(Location place) {
        return paths().path(place, root);
    }

    private Paths paths() {
        Kernel kernel = guest.kernel(
                new Symbol("pipefs_dname", PIPE_FUNCTION, 't'), new Symbol("simple_dname", SIMPLE_FUNCTION, 'T'));
        return new Paths(kernel, new VfsLayout(kernel.requireTypes()));
    }

    private static Location at(long mount, long dentry) {
        return new Location(mount, dentry);
    }

    private long take(int size) {
        long taken = next;
        next += size;
        return taken;
    }

    /** A dentry below another; the root of a file system is its own parent. */
    private long dentry(long parent, String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        long dentry = take(0x40);
        long at = take(0x20);
        guest.memory().put(at - SyntheticKernel.BASE, text);
        guest.put(dentry + VfsTypes.PARENT, parent == 0 ? dentry : parent);
        guest.put(dentry + VfsTypes.HASHED, 1);
        guest.memory().putInt(dentry - SyntheticKernel.BASE + VfsTypes.NAME_LENGTH, text.length);
        guest.put(dentry + VfsTypes.NAME, at);
        return dentry;
    }

    private void operations(long dentry, long function) {
        long operations = take(0x48);
        guest.put(operations + VfsTypes.DNAME, function);
        guest.put(dentry + VfsTypes.OPERATIONS, operations);
    }

    /** The {@code vfsmount} of a mount on another; the topmost is its own parent. */
    private long mount(long parent, long point, long rootOfIt) {
        long mount = take(0x30);
        guest.put(mount + VfsTypes.MOUNT_PARENT, parent == 0 ? mount : parent - VfsTypes.VFSMOUNT);
        guest.put(mount + VfsTypes.MOUNT_POINT, point);
        guest.put(mount + VfsTypes.VFSMOUNT, rootOfIt);
        return mount + VfsTypes.VFSMOUNT;
    }
}
