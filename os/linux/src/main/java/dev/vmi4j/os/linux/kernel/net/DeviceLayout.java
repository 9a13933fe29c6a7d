package dev.vmi4j.os.linux.kernel.net;

import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.Optional;

/** Where the fields of {@code struct net_device} and of its addresses lie in this kernel. */
final class DeviceLayout {
    final Field name;
    final Field index;
    final Field list;
    final Field indexNode;
    final Field type;
    final Field flags;
    final Field globalFlags;
    final Field linkState;
    final Field operationalState;
    final Field mtu;
    final Field address;
    final Field addressLength;
    final Field promiscuity;
    final Field net;
    final Field internet;
    final Optional<Field> internet6;
    final Field linkOperations;
    final Field linkKind;
    final Field firstAddress;
    final Field nextAddress;
    final Field local;
    final Field prefix;
    final Field addresses6;
    final Field inList6;
    final Field address6;
    final Field prefix6;

    DeviceLayout(TypeCatalog types) {
        StructLayout device = StructLayout.of(types, "net_device");
        name = device.field("name");
        index = device.field("ifindex");
        list = device.field("dev_list");
        indexNode = device.field("index_hlist");
        type = device.field("type");
        flags = device.field("flags");
        globalFlags = device.field("gflags");
        linkState = device.field("state");
        operationalState = device.field("operstate");
        mtu = device.field("mtu");
        address = device.field("dev_addr");
        addressLength = device.field("addr_len");
        promiscuity = device.field("promiscuity");
        net = device.field("nd_net.net");
        internet = device.field("ip_ptr");
        internet6 = device.optional("ip6_ptr");
        linkOperations = device.field("rtnl_link_ops");
        linkKind = StructLayout.of(types, "rtnl_link_ops").field("kind");
        firstAddress = StructLayout.of(types, "in_device").field("ifa_list");
        StructLayout four = StructLayout.of(types, "in_ifaddr");
        nextAddress = four.field("ifa_next");
        local = four.field("ifa_local");
        prefix = four.field("ifa_prefixlen");
        addresses6 = StructLayout.of(types, "inet6_dev").field("addr_list");
        StructLayout six = StructLayout.of(types, "inet6_ifaddr");
        inList6 = six.field("if_list");
        address6 = six.field("addr");
        prefix6 = six.field("prefix_len");
    }
}
