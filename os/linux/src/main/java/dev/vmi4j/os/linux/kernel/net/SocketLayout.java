package dev.vmi4j.os.linux.kernel.net;

import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.Optional;

/** Where the fields of {@code struct sock} and of the structures that begin with it lie in this kernel. */
final class SocketLayout {
    final Field family;
    final Field state;
    final Field boundInterface;
    final Field net;
    final Field remoteAddress;
    final Field localAddress;
    final Field remoteAddress6;
    final Field localAddress6;
    final Field localPort;
    final Field remotePort;
    final Field node;
    final Field listener;
    final Field type;
    final Field protocol;
    final Field uid;
    final Field receiveMemory;
    final Field sendMemory;
    final Field backlog;
    final Field socket;
    final Optional<Field> inode;
    final long inodeOfSocket;
    final Field received;
    final Field copied;
    final Field written;
    final Field unacknowledged;
    final Optional<Field> forwardDeficit;

    SocketLayout(TypeCatalog types) {
        StructLayout common = StructLayout.of(types, "sock_common");
        family = common.field("skc_family");
        state = common.field("skc_state");
        boundInterface = common.field("skc_bound_dev_if");
        net = common.field("skc_net.net");
        remoteAddress = common.field("skc_daddr");
        localAddress = common.field("skc_rcv_saddr");
        remoteAddress6 = common.field("skc_v6_daddr");
        localAddress6 = common.field("skc_v6_rcv_saddr");
        localPort = common.field("skc_num");
        remotePort = common.field("skc_dport");
        node = common.anyOf("skc_nulls_node", "skc_node");
        listener = common.field("skc_listener");
        StructLayout sock = StructLayout.of(types, "sock");
        type = sock.field("sk_type");
        protocol = sock.field("sk_protocol");
        uid = sock.field("sk_uid.val");
        receiveMemory = sock.field("sk_backlog.rmem_alloc.counter");
        sendMemory = sock.field("sk_wmem_alloc.refs.counter");
        backlog = sock.field("sk_ack_backlog");
        socket = sock.field("sk_socket");
        inode = sock.optional("sk_ino");
        StructLayout allocation = StructLayout.of(types, "socket_alloc");
        inodeOfSocket = allocation.offset("vfs_inode.i_ino") - allocation.offset("socket");
        StructLayout tcp = StructLayout.of(types, "tcp_sock");
        received = tcp.field("rcv_nxt");
        copied = tcp.field("copied_seq");
        written = tcp.field("write_seq");
        unacknowledged = tcp.field("snd_una");
        forwardDeficit = StructLayout.of(types, "udp_sock").optional("forward_deficit");
    }
}
