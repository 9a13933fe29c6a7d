package dev.vmi4j.os.linux.table;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.os.linux.kernel.net.NetDevice;
import dev.vmi4j.os.linux.kernel.net.NetDevices;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** The table {@code interfaces}: what {@code ip address} and {@code /proc/net/dev} say of each. */
final class InterfacesTable {
    private static final Cell COUNTED_ELSEWHERE =
            new Cell.Unreadable("the interface's driver counts in a way that only its code knows");

    private static final List<Column<NetDevice>> COLUMNS = List.of(
            new Column<>("index", ColumnType.NUMBER, "number (net_device.ifindex)", device -> Cell.of(device.index())),
            new Column<>("name", ColumnType.TEXT, "name (net_device.name)", device -> Cell.of(device.name())),
            new Column<>(
                    "type",
                    ColumnType.TEXT,
                    "type of hardware: ether, loopback, ... (net_device.type)",
                    device -> Cell.of(device.type())),
            new Column<>(
                    "kind",
                    ColumnType.TEXT,
                    "kind of a virtual interface: dummy, veth, bridge, ... (rtnl_link_ops.kind)",
                    device -> device.kind().map(Cell::of).orElse(Cell.NONE)),
            new Column<>(
                    "state",
                    ColumnType.TEXT,
                    "operational state: UP, DOWN, UNKNOWN, ... (net_device.operstate; DOWN unless started)",
                    device -> Cell.of(device.state())),
            new Column<>(
                    "flags",
                    ColumnType.LIST,
                    "flags as ip shows them (net_device.flags, gflags, state)",
                    device -> Cell.of(device.flags())),
            new Column<>(
                    "mtu",
                    ColumnType.NUMBER,
                    "the most bytes in a packet (net_device.mtu)",
                    device -> Cell.of(device.mtu())),
            new Column<>(
                    "mac",
                    ColumnType.TEXT,
                    "hardware address (net_device.dev_addr)",
                    device -> device.hardwareAddress().map(Cell::of).orElse(Cell.NONE)),
            new Column<>(
                    "ipv4",
                    ColumnType.LIST,
                    "IPv4 addresses with the length of their prefix (in_ifaddr.ifa_local, ifa_prefixlen)",
                    device -> Cell.of(device.addresses4())),
            new Column<>(
                    "ipv6",
                    ColumnType.LIST,
                    "IPv6 addresses with the length of their prefix (inet6_ifaddr.addr, prefix_len)",
                    device -> Cell.of(device.addresses6())),
            counter(
                    "rx_bytes",
                    "bytes received; unreadable when the driver counts in its own way",
                    NetDevice::receivedBytes),
            counter("rx_packets", "packets received; likewise", NetDevice::receivedPackets),
            counter("tx_bytes", "bytes sent; likewise", NetDevice::sentBytes),
            counter("tx_packets", "packets sent; likewise", NetDevice::sentPackets),
            new Column<>(
                    "promiscuity",
                    ColumnType.NUMBER,
                    "how many ask for every frame, such as a sniffer (net_device.promiscuity)",
                    device -> Cell.of(device.promiscuity())),
            new Column<>(
                    "netns",
                    ColumnType.NUMBER,
                    "inode number of its network namespace (net_device.nd_net->ns.inum)",
                    device -> Cell.of(device.namespace())),
            new Column<>(
                    "device", ColumnType.ADDRESS, "address of its net_device", device -> Cell.of(device.address())));

    /** The definition. */
    static final LinuxTable<NetDevice> DEFINITION = new LinuxTable<>(
            "interfaces",
            "the network interfaces of all network namespaces",
            COLUMNS,
            (kernel, notes) -> new NetDevices(kernel).all(notes));

    private InterfacesTable() {}

    private static Column<NetDevice> counter(String name, String description, Function<NetDevice, OptionalLong> value) {
        return new Column<>(name, ColumnType.NUMBER, description, device -> counter(value.apply(device)));
    }

    private static Cell counter(OptionalLong value) {
        return value.isPresent() ? Cell.of(value.getAsLong()) : COUNTED_ELSEWHERE;
    }
}
