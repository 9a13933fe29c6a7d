package dev.vmi4j.os.linux.kernel.net;

import java.util.ArrayList;
import java.util.List;

/** Names for the numbers of interfaces, as {@code ip link} shows them. */
final class DeviceNames {
    /** {@code IF_OPER_UNKNOWN}. */
    static final int UNKNOWN = 0;
    /** {@code IF_OPER_DOWN}. */
    static final int DOWN = 2;
    /** {@code IF_OPER_UP}. */
    static final int UP = 6;

    /** Bit {@code __LINK_STATE_START} of {@code net_device.state}. */
    static final long STARTED = 1;

    private static final long NO_CARRIER = 1 << 2;
    private static final long IS_DORMANT = 1 << 4;

    private static final long RUNNING = 0x40;
    private static final long PROMISC = 0x100;
    private static final long ALLMULTI = 0x200;
    private static final long LOWER_UP = 0x1_0000;
    private static final long DORMANT = 0x2_0000;

    /** {@code IFF_*} in the order of their bits. */
    private static final List<String> FLAGS = List.of(
            "UP",
            "BROADCAST",
            "DEBUG",
            "LOOPBACK",
            "POINTOPOINT",
            "NOTRAILERS",
            "RUNNING",
            "NOARP",
            "PROMISC",
            "ALLMULTI",
            "MASTER",
            "SLAVE",
            "MULTICAST",
            "PORTSEL",
            "AUTOMEDIA",
            "DYNAMIC",
            "LOWER_UP",
            "DORMANT",
            "ECHO");

    private DeviceNames() {}

    /** {@code ARPHRD_*} of {@code include/uapi/linux/if_arp.h}. */
    static String type(int type) {
        return switch (type) {
            case 1 -> "ether";
            case 24 -> "ieee1394";
            case 32 -> "infiniband";
            case 280 -> "can";
            case 512 -> "ppp";
            case 768 -> "ipip";
            case 769 -> "tunnel6";
            case 772 -> "loopback";
            case 776 -> "sit";
            case 778 -> "gre";
            case 801 -> "ieee802.11";
            case 803 -> "ieee802.11/radiotap";
            case 823 -> "gre6";
            case 824 -> "netlink";
            case 826 -> "vsockmon";
            case 0xfffe -> "none";
            case 0xffff -> "void";
            default -> String.valueOf(type);
        };
    }

    /** {@code IF_OPER_*} of {@code include/uapi/linux/if.h}. */
    static String state(int state) {
        return switch (state) {
            case UNKNOWN -> "UNKNOWN";
            case 1 -> "NOTPRESENT";
            case DOWN -> "DOWN";
            case 3 -> "LOWERLAYERDOWN";
            case 4 -> "TESTING";
            case 5 -> "DORMANT";
            case UP -> "UP";
            default -> "STATE " + state;
        };
    }

    /** The flags that user space sees: some are kept elsewhere than where they are shown. */
    static List<String> flags(long flags, long globalFlags, long linkState, boolean operational) {
        long kept = PROMISC | ALLMULTI | RUNNING | LOWER_UP | DORMANT;
        return names(flags & ~kept | globalFlags & (PROMISC | ALLMULTI) | running(linkState, operational));
    }

    private static long running(long linkState, boolean operational) {
        if ((linkState & STARTED) == 0) {
            return 0;
        }
        return (operational ? RUNNING : 0)
                | ((linkState & NO_CARRIER) == 0 ? LOWER_UP : 0)
                | ((linkState & IS_DORMANT) != 0 ? DORMANT : 0);
    }

    private static List<String> names(long flags) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < FLAGS.size(); i++) {
            if ((flags >>> i & 1) != 0) {
                names.add(FLAGS.get(i));
            }
        }
        return names;
    }
}
