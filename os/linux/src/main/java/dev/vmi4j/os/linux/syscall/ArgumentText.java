package dev.vmi4j.os.linux.syscall;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.os.linux.kernel.file.Descriptor;
import java.util.Optional;
import java.util.OptionalLong;

/** Arguments of system calls as text, in the manner of {@code strace}. */
final class ArgumentText {
    private static final int CURRENT_FOLDER = -100;
    private static final int SOCK_TYPE = 0xf;
    private static final int FUTEX_CLOCK = 0x100;
    private static final String NULL = "NULL";

    private ArgumentText() {}

    /** An argument as far as it can be told; empty when what it points to is not there (yet). */
    static Optional<String> of(CallContext call, ArgumentKind kind, int index, OptionalLong result) {
        if (kind.isOutput() && result.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(text(call, kind, call.arguments().get(index), result));
        } catch (VmiException _) {
            return Optional.empty();
        }
    }

    /** An argument of which nothing but the value can be told. */
    static String raw(CallContext call, int index) {
        long value = call.arguments().get(index);
        return value == 0 ? NULL : Addresses.hex(value);
    }

    private static String text(CallContext call, ArgumentKind kind, long value, OptionalLong result) {
        return switch (kind.name()) {
            case "int", "pid" -> Integer.toString((int) value);
            case "uint" -> Integer.toUnsignedString((int) value);
            case "uid" -> Integer.toString((int) value);
            case "size" -> Long.toUnsignedString(value);
            case "hex" -> Addresses.hex(value);
            case "dev" -> "makedev(" + (value >>> 8 & 0xfff) + ", " + (value & 0xff) + ")";
            case "mode", "newmode" -> "0" + Long.toOctalString(value & 0177777);
            case "fd" -> descriptor(call, (int) value);
            case "dirfd" -> (int) value == CURRENT_FOLDER ? "AT_FDCWD" : descriptor(call, (int) value);
            case "signal" -> FlagSets.of("signal", call.abiName()).value(value << 32 >> 32);
            case "socktype" -> socketType(call, value);
            case "flags" -> FlagSets.of(kind.detail(), call.abiName()).flags(value & 0xffff_ffffL);
            case "enum" -> enumerated(call, kind.detail(), (int) value);
            case "ptr" -> value == 0 ? NULL : Addresses.hex(value);
            default -> value == 0 ? NULL : pointed(call, kind, value, result);
        };
    }

    private static String enumerated(CallContext call, String set, int value) {
        FlagSets names = FlagSets.of(set, call.abiName());
        if (set.equals("futexop") && (value & FUTEX_CLOCK) != 0) {
            return names.value(value & ~FUTEX_CLOCK & 0xffff_ffffL) + "|FUTEX_CLOCK_REALTIME";
        }
        return names.value(value & 0xffff_ffffL);
    }

    private static String socketType(CallContext call, long value) {
        String type = switch ((int) value & SOCK_TYPE) {
            case 1 -> "SOCK_STREAM";
            case 2 -> "SOCK_DGRAM";
            case 3 -> "SOCK_RAW";
            case 5 -> "SOCK_SEQPACKET";
            default -> Long.toString(value & SOCK_TYPE);
        };
        long flags = value & ~(long) SOCK_TYPE & 0xffff_ffffL;
        return flags == 0
                ? type
                : type + "|"
                        + FlagSets.of("cloexec", call.abiName()).flags(flags).replace("O_", "SOCK_");
    }

    private static String descriptor(CallContext call, int number) {
        if (number < 0) {
            return Integer.toString(number);
        }
        try {
            return call.vfs()
                    .descriptor(call.task(), number)
                    .map(Descriptor::file)
                    .map(file -> number + "<" + file.path() + ">")
                    .orElse(Integer.toString(number));
        } catch (VmiException _) {
            return Integer.toString(number);
        }
    }

    private static String pointed(CallContext call, ArgumentKind kind, long address, OptionalLong result) {
        return switch (kind.name()) {
            case "path" -> Quoted.text(call.memory(), address, Quoted.PATH);
            case "text" -> Quoted.text(call.memory(), address, Quoted.PATH);
            case "strings" -> Structures.strings(call, address);
            case "strings-count" -> Structures.count(call, address);
            case "in" -> Quoted.buffer(call.memory(), address, other(call, kind));
            case "out" -> output(call, kind, address, result.orElseThrow());
            case "vec" -> Structures.vectors(call, address, other(call, kind), Long.MAX_VALUE);
            case "vecout" -> Structures.vectors(call, address, other(call, kind), result.orElseThrow());
            case "poll" -> Structures.polls(call, address, other(call, kind));
            case "addr" -> SocketAddress.text(call.memory(), address, other(call, kind), call.abiName());
            case "addrout" -> peer(call, kind, address, result.orElseThrow());
            default -> structure(call, kind.name(), address, result);
        };
    }

    private static String structure(CallContext call, String name, long address, OptionalLong result) {
        if (!name.startsWith("out")) {
            return Structures.text(call, name, address);
        }
        return LinuxSystemCalls.isError(result.orElseThrow())
                ? Addresses.hex(address)
                : Structures.text(call, name.substring(3), address);
    }

    private static String output(CallContext call, ArgumentKind kind, long address, long result) {
        return LinuxSystemCalls.isError(result)
                ? Addresses.hex(address)
                : Quoted.buffer(call.memory(), address, Math.min(result, other(call, kind)));
    }

    private static String peer(CallContext call, ArgumentKind kind, long address, long result) {
        long length = call.arguments().get(kind.other());
        return LinuxSystemCalls.isError(result) || length == 0
                ? Addresses.hex(address)
                : SocketAddress.text(call.memory(), address, call.memory().readUnsigned(length, 4), call.abiName());
    }

    private static long other(CallContext call, ArgumentKind kind) {
        return call.arguments().get(kind.other());
    }
}
