package dev.vmi4j.os.linux.kernel.file;

import java.util.ArrayList;
import java.util.List;

/**
 * The flags that a file is opened with, {@code include/uapi/asm-generic/fcntl.h}. Values are those of the architectures
 * that have none of their own: AMD64 is one.
 */
public enum OpenFlags {
    /** Made the file when there was none. */
    CREAT(0100),
    /** Failed when there was one. */
    EXCL(0200),
    /** Does not become the controlling terminal. */
    NOCTTY(0400),
    /** Emptied the file. */
    TRUNC(01000),
    /** Writes at the end. */
    APPEND(02000),
    /** Does not wait. */
    NONBLOCK(04000),
    /** Waits for data to be on the device; also part of {@link #SYNC}. */
    DSYNC(010000),
    /** Sends a signal when input or output is possible. */
    ASYNC(020000),
    /** Goes around the page cache. */
    DIRECT(040000),
    /** Allows files of more than 2 GiB. */
    LARGEFILE(0100000),
    /** Must be a directory. */
    DIRECTORY(0200000),
    /** Did not follow a link. */
    NOFOLLOW(0400000),
    /** Does not change the time of access. */
    NOATIME(01000000),
    /** Is closed when another program is executed. */
    CLOEXEC(02000000),
    /** Waits for data and metadata to be on the device. */
    SYNC(04000000),
    /** Stands for a place only. */
    PATH(010000000),
    /** Made a file without a name; set together with {@link #DIRECTORY}. */
    TMPFILE(020000000);

    private static final List<String> ACCESS = List.of("RDONLY", "WRONLY", "RDWR", "NONE");

    private final long bit;

    OpenFlags(long bit) {
        this.bit = bit;
    }

    /**
     * The names of flags.
     *
     * @param flags as {@link Descriptor#flags} gives them
     * @return how the file is accessed, then the flags that are set, without the {@code O_} in front
     */
    public static List<String> names(long flags) {
        List<String> names = new ArrayList<>();
        names.add(ACCESS.get((int) flags & 3));
        for (OpenFlags flag : values()) {
            if ((flags & flag.bit) != 0) {
                names.add(flag.name());
            }
        }
        return names;
    }
}
