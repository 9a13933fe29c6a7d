package dev.vmi4j.os.linux.kernel.net;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import java.util.List;
import java.util.stream.IntStream;

/** The multicast groups of a netlink socket: a bit each in {@code netlink_sock.groups}. */
final class NetlinkGroups {
    private static final int LIMIT = 1 << 16;

    private NetlinkGroups() {}

    static List<Long> of(SocketContext context, long sock) {
        GuestMemory memory = context.kernel().memory();
        long groups = context.families().netlinkGroups.read(memory, sock);
        long count = context.families().netlinkGroupCount.read(memory, sock);
        if (groups == 0) {
            return List.of();
        }
        if (count > LIMIT) {
            throw new VmiException("the netlink socket has " + count + " groups, which none can have");
        }
        byte[] bits = memory.readBytes(groups, (int) (count + 7) / 8);
        return IntStream.range(0, (int) count)
                .filter(i -> (bits[i / 8] >> i % 8 & 1) != 0)
                .mapToObj(i -> i + 1L)
                .toList();
    }
}
