package dev.vmi4j.os.linux.kernel.net;

import java.util.OptionalLong;

/** The two queues of a socket as {@code /proc/net} shows them. */
record SocketQueues(OptionalLong receive, OptionalLong send) {
    private static final SocketQueues NONE = new SocketQueues(OptionalLong.empty(), OptionalLong.empty());
    private static final SocketQueues EMPTY = new SocketQueues(OptionalLong.of(0), OptionalLong.of(0));

    static SocketQueues of(Socket socket) {
        return switch (socket.familyNumber()) {
            case Socket.INET, Socket.INET6 -> internet(socket);
            case Socket.NETLINK, Socket.PACKET -> memory(socket, 0);
            default -> NONE;
        };
    }

    private static SocketQueues internet(Socket socket) {
        if (!socket.isWhole()) {
            return EMPTY;
        }
        return switch (socket.protocolNumber()) {
            case Socket.TCP -> tcp(socket);
            case Socket.UDP, Socket.UDPLITE -> memory(socket, deficit(socket));
            default -> memory(socket, 0);
        };
    }

    /** {@code net/ipv4/tcp_ipv4.c:get_tcp4_sock}: sequence numbers, modulo 2^32. */
    private static SocketQueues tcp(Socket socket) {
        SocketLayout layout = socket.layout();
        long receive = socket.stateNumber() == Socket.LISTEN
                ? socket.read(layout.backlog)
                : Math.max(0, (int) (socket.read(layout.received) - socket.read(layout.copied)));
        long send = socket.read(layout.written) - socket.read(layout.unacknowledged) & 0xffff_ffffL;
        return new SocketQueues(OptionalLong.of(receive), OptionalLong.of(send));
    }

    /** The memory of the queued packets; one unit of that to send is the socket's own. */
    private static SocketQueues memory(Socket socket, long deficit) {
        return new SocketQueues(
                OptionalLong.of(socket.read(socket.layout().receiveMemory) - deficit),
                OptionalLong.of(socket.read(socket.layout().sendMemory) - 1));
    }

    /** What was received already and is not yet taken off the count ({@code include/net/udp.h:udp_rqueue_get}). */
    private static long deficit(Socket socket) {
        return socket.layout().forwardDeficit.map(socket::read).orElse(0L);
    }
}
