package dev.vmi4j.os.linux.table;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.os.linux.kernel.net.Socket;
import dev.vmi4j.os.linux.kernel.net.SocketOwner;
import dev.vmi4j.os.linux.kernel.net.Sockets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The table {@code sockets}: what {@code /proc/net/tcp} and its like, and {@code ss -ap}, say of each. */
final class SocketsTable {
    private static final List<Column<Socket>> COLUMNS = List.of(
            text(
                    "family",
                    "address family: INET, INET6, UNIX, NETLINK, PACKET, ... (sock_common.skc_family)",
                    socket -> Optional.of(socket.family())),
            text("type", "STREAM, DGRAM, RAW, SEQPACKET, ... (sock.sk_type)", socket -> Optional.of(socket.type())),
            text(
                    "protocol",
                    "protocol of IP (tcp, udp, ...), family of netlink (route, ...), type of a packet socket's frames"
                            + " (sock.sk_protocol, packet_sock.num)",
                    Socket::protocol),
            text(
                    "state",
                    "state, named as TCP's whatever the family (sock_common.skc_state)",
                    socket -> Optional.of(socket.state())),
            text(
                    "local_address",
                    "local IP address (sock_common.skc_rcv_saddr, skc_v6_rcv_saddr)",
                    Socket::localAddress),
            number(
                    "local_port",
                    "local port, of a raw socket the protocol (sock_common.skc_num), of netlink the port identifier"
                            + " (netlink_sock.portid)",
                    Socket::localPort),
            text("remote_address", "remote IP address (sock_common.skc_daddr, skc_v6_daddr)", Socket::remoteAddress),
            number(
                    "remote_port",
                    "remote port (sock_common.skc_dport), of netlink the port identifier (netlink_sock.dst_portid)",
                    Socket::remotePort),
            number(
                    "interface",
                    "index of the interface it is bound to (sock_common.skc_bound_dev_if, packet_sock.ifindex)",
                    Socket::boundInterface),
            number(
                    "receive_queue",
                    "what waits to be received, as /proc/net shows it: bytes of TCP, connections of a listener, else memory"
                            + " in bytes (tcp_sock.rcv_nxt, copied_seq; sock.sk_ack_backlog; sk_backlog.rmem_alloc)",
                    Socket::receiveQueue),
            number(
                    "send_queue",
                    "what waits to be sent or acknowledged, as /proc/net shows it: bytes of TCP, else memory in bytes"
                            + " (tcp_sock.write_seq, snd_una; sock.sk_wmem_alloc)",
                    Socket::sendQueue),
            number(
                    "inode",
                    "inode number, as in socket:[NUMBER]; none when no file belongs to it (sock.sk_ino, socket_alloc.vfs_inode)",
                    Socket::inode),
            number("uid", "user who owns it (sock.sk_uid)", Socket::uid),
            text("path", "path of a UNIX socket, or an abstract name after @ (unix_sock.addr)", Socket::path),
            number(
                    "peer_inode",
                    "inode number of the UNIX socket at the other end (unix_sock.peer)",
                    Socket::peerInode),
            new Column<>(
                    "groups",
                    ColumnType.LIST,
                    "numbers of the netlink multicast groups it is a member of (netlink_sock.groups)",
                    socket -> socket.groups().map(SocketsTable::numbers).orElse(Cell.NONE)),
            number(
                    "pid",
                    "process identifier of the first process that has it open",
                    socket -> owner(socket).stream()
                            .mapToLong(owner -> owner.process().pid())
                            .findFirst()),
            text(
                    "process",
                    "name of the first process that has it open (task_struct.comm)",
                    socket -> owner(socket).map(owner -> owner.process().name())),
            number(
                    "fd",
                    "first descriptor of that process that leads to it (fdtable.fd)",
                    socket -> owner(socket).stream()
                            .mapToLong(SocketOwner::descriptor)
                            .findFirst()),
            new Column<>(
                    "owners",
                    ColumnType.LIST,
                    "every descriptor that leads to it, as PID/FD",
                    socket -> Cell.of(socket.owners().stream()
                            .map(owner -> owner.process().pid() + "/" + owner.descriptor())
                            .toList())),
            new Column<>(
                    "netns",
                    ColumnType.NUMBER,
                    "inode number of its network namespace (sock_common.skc_net->ns.inum)",
                    socket -> Cell.of(socket.namespace())),
            text(
                    "list",
                    "the kernel's table that lists it; none when only a descriptor leads to it: it is bound to nothing, or"
                            + " was hidden",
                    Socket::list),
            new Column<>(
                    "sock", ColumnType.ADDRESS, "address of its struct sock", socket -> Cell.of(socket.address())));

    /** The definition. */
    static final LinuxTable<Socket> DEFINITION = new LinuxTable<>(
                    "sockets",
                    "the sockets of all network namespaces",
                    COLUMNS,
                    (kernel, notes) -> new Sockets(kernel).all(notes))
            .ofProcesses(socket ->
                    socket.owners().stream().mapToLong(owner -> owner.process().pid()));

    private SocketsTable() {}

    private static Column<Socket> text(String name, String description, Function<Socket, Optional<String>> value) {
        return new Column<>(
                name,
                ColumnType.TEXT,
                description,
                socket -> value.apply(socket).map(Cell::of).orElse(Cell.NONE));
    }

    private static Column<Socket> number(String name, String description, Function<Socket, OptionalLong> value) {
        return new Column<>(name, ColumnType.NUMBER, description, socket -> Cells.number(value.apply(socket)));
    }

    private static Cell numbers(List<Long> values) {
        return Cell.of(values.stream().map(String::valueOf).toList());
    }

    private static Optional<SocketOwner> owner(Socket socket) {
        return socket.owners().stream().findFirst();
    }
}
