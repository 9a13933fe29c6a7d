package dev.vmi4j.os.linux.kernel.net;

import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.Optional;

/**
 * Where the fields of UNIX, netlink and packet sockets lie in this kernel. Packet sockets may be a module, whose types the
 * kernel itself does not have.
 */
final class FamilyLayout {
    final Field unixAddress;
    final Field unixPeer;
    final Field unixLength;
    final Field unixName;
    final Field netlinkPort;
    final Field netlinkGroups;
    final Field netlinkGroupCount;
    final Field netlinkNode;
    final Field netlinkRemotePort;
    final Optional<Field> packetProtocol;
    final Optional<Field> packetInterface;

    FamilyLayout(TypeCatalog types) {
        StructLayout unix = StructLayout.of(types, "unix_sock");
        unixAddress = unix.field("addr");
        unixPeer = unix.field("peer");
        StructLayout address = StructLayout.of(types, "unix_address");
        unixLength = address.field("len");
        unixName = address.field("name");
        StructLayout netlink = StructLayout.of(types, "netlink_sock");
        netlinkPort = netlink.field("portid");
        netlinkRemotePort = netlink.field("dst_portid");
        netlinkGroups = netlink.field("groups");
        netlinkGroupCount = netlink.field("ngroups");
        netlinkNode = netlink.field("node");
        Optional<StructLayout> packet = StructLayout.find(types, "packet_sock");
        packetProtocol = packet.map(layout -> layout.field("num"));
        packetInterface = packet.map(layout -> layout.field("ifindex"));
    }
}
