package dev.vmi4j.acceptance.live;

import dev.vmi4j.lab.Truth;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a guest's {@code /proc} said about one of its processes.
 *
 * @param pid process identifier
 * @param tgid from {@code status}
 * @param ppid from {@code /proc/PID/stat}
 * @param name from {@code comm}, a character for each byte
 * @param state from {@code /proc/PID/stat}
 * @param uids real and effective user from {@code status}
 * @param gids real and effective group from {@code status}
 * @param threads from {@code /proc/PID/stat}
 * @param startTicks hundredths of a second since boot, from {@code /proc/PID/stat}
 * @param arguments from {@code cmdline}
 */
record GuestProcess(
        long pid,
        long tgid,
        long ppid,
        String name,
        String state,
        List<Long> uids,
        List<Long> gids,
        long threads,
        long startTicks,
        List<String> arguments) {

    static GuestProcess of(Truth truth, int pid) {
        String stat = truth.text("proc/" + pid + "/stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1);
        String status = truth.text("proc/" + pid + "/status");
        return new GuestProcess(
                pid,
                ids(status, "Tgid").getFirst(),
                Long.parseLong(fields[1]),
                new String(comm(truth, pid), StandardCharsets.ISO_8859_1),
                fields[0],
                ids(status, "Uid").subList(0, 2),
                ids(status, "Gid").subList(0, 2),
                Long.parseLong(fields[17]),
                Long.parseLong(fields[19]),
                arguments(truth.bytes("proc/" + pid + "/cmdline")));
    }

    /** Kernel threads have no command line, no user memory, and are children of {@code kthreadd}. */
    boolean isKernelThread() {
        return pid == 2 || ppid == 2;
    }

    /** The bytes of the name, without the newline that the file ends with. */
    private static byte[] comm(Truth truth, int pid) {
        byte[] comm = truth.bytes("proc/" + pid + "/comm");
        return Arrays.copyOf(comm, comm.length - 1);
    }

    byte[] nameBytes() {
        return name.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<Long> ids(String status, String key) {
        Matcher line = Pattern.compile("(?m)^" + key + ":\\s+(.*)$").matcher(status);
        if (!line.find()) {
            throw new AssertionError("no " + key + " in " + status);
        }
        return Pattern.compile("\\s+")
                .splitAsStream(line.group(1))
                .map(Long::valueOf)
                .toList();
    }

    private static List<String> arguments(byte[] cmdline) {
        List<String> arguments = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < cmdline.length; i++) {
            if (cmdline[i] == 0) {
                arguments.add(new String(cmdline, from, i - from, StandardCharsets.UTF_8));
                from = i + 1;
            }
        }
        if (from < cmdline.length) {
            arguments.add(new String(cmdline, from, cmdline.length - from, StandardCharsets.UTF_8));
        }
        return arguments;
    }
}
