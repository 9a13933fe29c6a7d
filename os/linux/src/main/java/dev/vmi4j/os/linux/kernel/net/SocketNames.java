package dev.vmi4j.os.linux.kernel.net;

/** Names for the numbers of sockets: the constants of the kernel's headers without their prefix. */
final class SocketNames {
    private SocketNames() {}

    /** {@code AF_*} of {@code include/linux/socket.h}. */
    static String family(int family) {
        return switch (family) {
            case Socket.UNIX -> "UNIX";
            case Socket.INET -> "INET";
            case Socket.INET6 -> "INET6";
            case Socket.NETLINK -> "NETLINK";
            case Socket.PACKET -> "PACKET";
            case 15 -> "KEY";
            case 21 -> "RDS";
            case 29 -> "CAN";
            case 30 -> "TIPC";
            case 31 -> "BLUETOOTH";
            case 38 -> "ALG";
            case 40 -> "VSOCK";
            case 43 -> "SMC";
            case 44 -> "XDP";
            default -> "AF " + family;
        };
    }

    /** {@code SOCK_*} of {@code include/linux/net.h}. */
    static String type(int type) {
        return switch (type) {
            case 1 -> "STREAM";
            case 2 -> "DGRAM";
            case 3 -> "RAW";
            case 4 -> "RDM";
            case 5 -> "SEQPACKET";
            case 6 -> "DCCP";
            case 10 -> "PACKET";
            default -> "TYPE " + type;
        };
    }

    /** {@code TCP_*} of {@code include/net/tcp_states.h}, which other families use too. */
    static String state(int state) {
        return switch (state) {
            case 1 -> "ESTABLISHED";
            case 2 -> "SYN_SENT";
            case 3 -> "SYN_RECV";
            case 4 -> "FIN_WAIT1";
            case 5 -> "FIN_WAIT2";
            case Socket.TIME_WAIT -> "TIME_WAIT";
            case 7 -> "CLOSE";
            case 8 -> "CLOSE_WAIT";
            case 9 -> "LAST_ACK";
            case Socket.LISTEN -> "LISTEN";
            case 11 -> "CLOSING";
            case Socket.NEW_SYN_RECV -> "NEW_SYN_RECV";
            case 13 -> "BOUND_INACTIVE";
            default -> "STATE " + state;
        };
    }

    /** {@code IPPROTO_*} of {@code include/uapi/linux/in.h}. */
    static String internetProtocol(int protocol) {
        return switch (protocol) {
            case 0 -> "ip";
            case 1 -> "icmp";
            case 2 -> "igmp";
            case Socket.TCP -> "tcp";
            case Socket.UDP -> "udp";
            case 33 -> "dccp";
            case 47 -> "gre";
            case 50 -> "esp";
            case 58 -> "icmpv6";
            case 89 -> "ospf";
            case 132 -> "sctp";
            case Socket.UDPLITE -> "udplite";
            case 255 -> "raw";
            case 262 -> "mptcp";
            default -> String.valueOf(protocol);
        };
    }

    /** {@code NETLINK_*} of {@code include/uapi/linux/netlink.h}. */
    static String netlinkProtocol(int protocol) {
        return switch (protocol) {
            case 0 -> "route";
            case 2 -> "usersock";
            case 3 -> "firewall";
            case 4 -> "sock_diag";
            case 5 -> "nflog";
            case 6 -> "xfrm";
            case 7 -> "selinux";
            case 8 -> "iscsi";
            case 9 -> "audit";
            case 10 -> "fib_lookup";
            case 11 -> "connector";
            case 12 -> "netfilter";
            case 14 -> "dnrtmsg";
            case 15 -> "kobject_uevent";
            case 16 -> "generic";
            case 18 -> "scsitransport";
            case 19 -> "ecryptfs";
            case 20 -> "rdma";
            case 21 -> "crypto";
            case 22 -> "smc";
            default -> String.valueOf(protocol);
        };
    }

    /** {@code ETH_P_*} of {@code include/uapi/linux/if_ether.h}, the common ones. */
    static String packetProtocol(int protocol) {
        return switch (protocol) {
            case 3 -> "all";
            case 0x0800 -> "ip";
            case 0x0806 -> "arp";
            case 0x86dd -> "ipv6";
            case 0x888e -> "pae";
            case 0x88cc -> "lldp";
            default -> "0x%04x".formatted(protocol);
        };
    }
}
