package dev.vmi4j.os.linux.syscall;

import java.util.List;

/**
 * What an argument of a system call is.
 *
 * @param name as in {@code signatures.txt}, without what is behind the colon
 * @param detail what is behind the colon; empty when there is none
 */
public record ArgumentKind(String name, String detail) {
    /** {@code O_CREAT} and {@code __O_TMPFILE} of {@code include/uapi/asm-generic/fcntl.h}. */
    private static final long CREATES = 0x40 | 0x400000;

    /** What is known of no argument. */
    static final ArgumentKind UNKNOWN = new ArgumentKind("hex", "");

    static ArgumentKind parse(String word) {
        int colon = word.indexOf(':');
        return colon < 0
                ? new ArgumentKind(word, "")
                : new ArgumentKind(word.substring(0, colon), word.substring(colon + 1));
    }

    /** The argument that this one depends on. */
    int other() {
        return Integer.parseInt(detail);
    }

    /** Whether a caller gives it: the mode of a file, and what follows, when the flags ask for a new one. */
    boolean isGiven(List<Long> arguments) {
        return !name.equals("newmode") || (arguments.get(other()) & CREATES) != 0;
    }

    /** Whether the kernel writes where it points, so that it means nothing before the call returned. */
    boolean isOutput() {
        return name.startsWith("out") || name.equals("vecout") || name.equals("addrout") || name.equals("poll");
    }
}
