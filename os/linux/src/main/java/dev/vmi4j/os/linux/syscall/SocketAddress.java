package dev.vmi4j.os.linux.syscall;

import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.os.linux.kernel.net.IpText;
import java.util.Arrays;

/** A {@code struct sockaddr} as text. */
final class SocketAddress {
    private static final int UNIX = 1;
    private static final int INET = 2;
    private static final int INET6 = 10;
    private static final int NETLINK = 16;
    private static final int PATH_OFFSET = 2;
    private static final int LONGEST = 128;

    private SocketAddress() {}

    static String text(GuestMemory memory, long address, long length, String abi) {
        if (length < Short.BYTES) {
            return "{}";
        }
        byte[] bytes = memory.readBytes(address, (int) Math.min(length, LONGEST));
        int family = bytes[0] & 0xff | (bytes[1] & 0xff) << 8;
        return "{sa_family=" + FlagSets.of("family", abi).value(family) + rest(family, bytes) + "}";
    }

    private static String rest(int family, byte[] bytes) {
        return switch (family) {
            case UNIX -> bytes.length > PATH_OFFSET ? ", sun_path=" + path(bytes) : "";
            case INET -> bytes.length >= 8 ? ", sin_port=htons(" + port(bytes) + "), sin_addr=" + ip(bytes, 4, 4) : "";
            case INET6 ->
                bytes.length >= 24 ? ", sin6_port=htons(" + port(bytes) + "), sin6_addr=" + ip(bytes, 8, 16) : "";
            case NETLINK -> bytes.length >= 12 ? ", nl_pid=" + word(bytes, 4) + ", nl_groups=" + word(bytes, 8) : "";
            default -> ", ...";
        };
    }

    private static int port(byte[] bytes) {
        return (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
    }

    private static long word(byte[] bytes, int at) {
        return bytes[at] & 0xffL
                | (bytes[at + 1] & 0xffL) << 8
                | (bytes[at + 2] & 0xffL) << 16
                | (bytes[at + 3] & 0xffL) << 24;
    }

    private static String ip(byte[] bytes, int from, int length) {
        return IpText.of(Arrays.copyOfRange(bytes, from, from + length));
    }

    /** The name; one that begins with NUL is abstract and may hold anything. */
    private static String path(byte[] bytes) {
        int end = bytes[PATH_OFFSET] == 0 ? bytes.length : PATH_OFFSET;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        boolean isAbstract = bytes[PATH_OFFSET] == 0;
        int from = isAbstract ? PATH_OFFSET + 1 : PATH_OFFSET;
        byte[] name = Arrays.copyOfRange(bytes, Math.min(from, end), end);
        return (isAbstract ? "@" : "") + Quoted.of(name, name.length);
    }
}
