package dev.vmi4j.os.linux.kernel;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a process as {@code fs/proc/base.c:get_mm_cmdline} makes it: the argument area, or, when the
 * process wrote over its terminating NUL to change its title, the text from there up to the first NUL, which may run on
 * into the environment.
 */
final class CommandLine {
    /** The most bytes that are read; the kernel's own limit for all arguments is 6 MiB. */
    private static final long LIMIT = 6L << 20;

    private static final int PAGE = 4096;

    private CommandLine() {}

    static List<String> read(GuestMemory user, long argStart, long argEnd) {
        if (argStart == argEnd) {
            return List.of();
        }
        requireRange(argStart, argEnd);
        byte[] bytes = user.readBytes(argStart, (int) (argEnd - argStart));
        return bytes[bytes.length - 1] == 0 ? split(bytes) : List.of(title(user, argStart));
    }

    /** The environment as {@code /proc/PID/environ} shows it, whatever the process has made of it. */
    static List<String> environment(GuestMemory user, long start, long end) {
        requireRange(start, end);
        byte[] bytes = user.readBytes(start, (int) (end - start));
        List<String> variables = split(bytes);
        int rest = bytes.length;
        while (rest > 0 && bytes[rest - 1] != 0) {
            rest--;
        }
        if (rest < bytes.length) {
            variables.add(GuestText.of(bytes, rest, bytes.length));
        }
        return variables;
    }

    /** A changed title: the text up to the first NUL, a page at the most, as {@code get_mm_proctitle} reads it. */
    private static String title(GuestMemory user, long argStart) {
        return GuestText.terminated(user.readBytes(argStart, (int) user.readable(argStart, PAGE)));
    }

    private static List<String> split(byte[] bytes) {
        List<String> arguments = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                arguments.add(GuestText.of(bytes, from, i));
                from = i + 1;
            }
        }
        return arguments;
    }

    private static void requireRange(long start, long end) {
        if (Long.compareUnsigned(start, end) > 0 || end - start < 0 || end - start > LIMIT) {
            throw new VmiException("the area of arguments or environment " + Addresses.hex(start) + " to " + Addresses.hex(end)
                    + " is not one: the process's memory descriptor is damaged");
        }
    }
}
