package dev.vmi4j.os.linux.syscall;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.memory.GuestMemory;
import java.util.ArrayList;
import java.util.List;

/** Structures that system calls take and give, as {@code include/uapi} lays them out. */
final class Structures {
    /** As many elements of an array as are shown. */
    private static final int LIMIT = 16;
    /** {@code _NSIG / 8}. */
    private static final int SIGNALS = 64;

    private Structures() {}

    /** A structure by its name in {@code signatures.txt}. */
    static String text(CallContext call, String name, long address) {
        return switch (name) {
            case "timespec" -> pair(call, address, "tv_sec", "tv_nsec");
            case "timeval" -> pair(call, address, "tv_sec", "tv_usec");
            case "itimerspec" ->
                "{it_interval=" + text(call, "timespec", address) + ", it_value="
                        + text(call, "timespec", address + 2L * call.abi().width()) + "}";
            case "rlimit" ->
                "{rlim_cur=" + limit(call.word(address, 0)) + ", rlim_max=" + limit(call.word(address, 1)) + "}";
            case "fdpair" ->
                "[" + call.memory().readInt(address) + ", " + call.memory().readInt(address + 4) + "]";
            case "sigset" -> signals(call, address);
            case "status" -> "[" + status(call.memory().readInt(address)) + "]";
            case "stat" -> stat(call, address);
            default -> Addresses.hex(address);
        };
    }

    private static String pair(CallContext call, long address, String first, String second) {
        return "{" + first + "=" + call.word(address, 0) + ", " + second + "=" + call.word(address, 1) + "}";
    }

    private static String limit(long value) {
        return value == -1 ? "RLIM_INFINITY" : Long.toUnsignedString(value);
    }

    private static String signals(CallContext call, long address) {
        long bits = call.memory().readLong(address);
        FlagSets names = FlagSets.of("signal", call.abiName());
        List<String> said = new ArrayList<>();
        for (int i = 0; i < SIGNALS; i++) {
            if ((bits >>> i & 1) != 0) {
                said.add(names.exactly(i + 1L).map(name -> name.substring(3)).orElse("RT_" + (i + 1 - 32)));
            }
        }
        return said.size() > SIGNALS / 2
                ? "~[" + (SIGNALS - said.size()) + " signals]"
                : "[" + String.join(" ", said) + "]";
    }

    /** {@code wait} status, {@code include/uapi/linux/wait.h} and its use by libraries. */
    private static String status(int status) {
        int signal = status & 0x7f;
        if (signal == 0) {
            return "{WIFEXITED(s) && WEXITSTATUS(s) == " + (status >> 8 & 0xff) + "}";
        }
        return signal == 0x7f
                ? "{WIFSTOPPED(s) && WSTOPSIG(s) == " + (status >> 8 & 0xff) + "}"
                : "{WIFSIGNALED(s) && WTERMSIG(s) == " + signal + ((status & 0x80) != 0 ? " && WCOREDUMP(s)" : "")
                        + "}";
    }

    /** {@code struct stat} of 64-bit architectures. */
    private static String stat(CallContext call, long address) {
        if (call.abi().width() != Long.BYTES) {
            return Addresses.hex(address);
        }
        GuestMemory memory = call.memory();
        long mode = memory.readUnsigned(address + (call.abiName().equals("amd64") ? 24 : 16), 4);
        return "{st_mode=" + mode(mode) + ", st_size=" + memory.readLong(address + 48) + ", ...}";
    }

    static String mode(long mode) {
        String kind = switch ((int) (mode & 0170000)) {
            case 0100000 -> "S_IFREG|";
            case 0040000 -> "S_IFDIR|";
            case 0120000 -> "S_IFLNK|";
            case 0060000 -> "S_IFBLK|";
            case 0020000 -> "S_IFCHR|";
            case 0010000 -> "S_IFIFO|";
            case 0140000 -> "S_IFSOCK|";
            default -> "";
        };
        return kind + "0" + Long.toOctalString(mode & 07777);
    }

    /** An array of {@code struct iovec}, of whose bytes no more are shown than were moved. */
    static String vectors(CallContext call, long address, long count, long moved) {
        List<String> said = new ArrayList<>();
        long left = moved;
        for (int i = 0; i < Math.clamp(count, 0, LIMIT); i++) {
            long length = call.word(address, 2 * i + 1);
            long shown = Math.clamp(left, 0, Math.max(0, length));
            said.add("{iov_base=" + Quoted.buffer(call.memory(), call.word(address, 2 * i), shown) + ", iov_len="
                    + length + "}");
            left -= shown;
        }
        return "[" + String.join(", ", said) + (count > LIMIT ? ", ...]" : "]");
    }

    /** An array of {@code struct pollfd}. */
    static String polls(CallContext call, long address, long count) {
        FlagSets names = FlagSets.of("poll", call.abiName());
        List<String> said = new ArrayList<>();
        for (int i = 0; i < Math.clamp(count, 0, LIMIT); i++) {
            long at = address + 8L * i;
            long back = call.memory().readUnsigned(at + 6, 2);
            said.add("{fd=" + call.memory().readInt(at) + ", events="
                    + names.flags(call.memory().readUnsigned(at + 4, 2))
                    + (back == 0 ? "" : ", revents=" + names.flags(back)) + "}");
        }
        return "[" + String.join(", ", said) + (count > LIMIT ? ", ...]" : "]");
    }

    /** A NULL-terminated array of text. */
    static String strings(CallContext call, long address) {
        List<String> said = new ArrayList<>();
        for (int i = 0; i < LIMIT; i++) {
            long text = call.word(address, i);
            if (text == 0) {
                return "[" + String.join(", ", said) + "]";
            }
            said.add(Quoted.text(call.memory(), text, Quoted.PATH));
        }
        return "[" + String.join(", ", said) + ", ...]";
    }

    /** The number of texts in a NULL-terminated array. */
    static String count(CallContext call, long address) {
        int count = 0;
        while (count < Quoted.PATH && call.word(address, count) != 0) {
            count++;
        }
        return Addresses.hex(address) + " /* " + count + " vars */";
    }
}
