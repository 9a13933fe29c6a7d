package dev.vmi4j.os.linux.kernel.net;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.type.Field;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A socket: {@code struct sock}, or what TCP keeps in its place, {@code struct inet_timewait_sock} after the end and
 * {@code struct request_sock} before the beginning of a connection. Every accessor reads the guest when asked and fails
 * with a {@link dev.vmi4j.core.error.VmiException} when it cannot.
 */
public final class Socket {
    static final int UNIX = 1;
    static final int INET = 2;
    static final int INET6 = 10;
    static final int NETLINK = 16;
    static final int PACKET = 17;

    static final int TIME_WAIT = 6;
    static final int LISTEN = 10;
    static final int NEW_SYN_RECV = 12;

    static final int TCP = 6;
    static final int UDP = 17;
    static final int UDPLITE = 136;
    static final int STREAM = 1;

    private final SocketContext context;
    private final long address;
    private final Optional<String> list;

    Socket(SocketContext context, long address, Optional<String> list) {
        this.context = context;
        this.address = address;
        this.list = list;
    }

    /**
     * Where the socket lies.
     *
     * @return address of its {@code struct sock}
     */
    public Va address() {
        return new Va(address);
    }

    /**
     * The kernel's table that lists the socket.
     *
     * @return empty when none does and only a descriptor leads to it: it is bound to nothing, or was hidden
     */
    public Optional<String> list() {
        return list;
    }

    /**
     * The address family.
     *
     * @return {@code AF_*} of {@code sock_common.skc_family} without the prefix
     */
    public String family() {
        return SocketNames.family(familyNumber());
    }

    /**
     * The type of the socket.
     *
     * @return {@code SOCK_*} of {@code sock.sk_type} without the prefix
     */
    public String type() {
        return SocketNames.type(isWhole() ? (int) read(layout().type) : STREAM);
    }

    /**
     * The protocol.
     *
     * @return of IP its name, such as {@code tcp}; of netlink that of its family, such as {@code route}; of a packet
     *     socket the type of its Ethernet frames; empty for other families
     */
    public Optional<String> protocol() {
        int protocol = protocolNumber();
        return switch (familyNumber()) {
            case INET, INET6 -> Optional.of(SocketNames.internetProtocol(protocol));
            case NETLINK -> Optional.of(SocketNames.netlinkProtocol(protocol));
            case PACKET ->
                context.families().packetProtocol.map(field -> SocketNames.packetProtocol(swap(read(field))));
            default -> Optional.empty();
        };
    }

    /**
     * The state.
     *
     * @return {@code TCP_*} of {@code sock_common.skc_state} without the prefix, which other families use too
     */
    public String state() {
        int state = stateNumber();
        return familyNumber() == NETLINK && state == 0 ? SocketNames.state(7) : SocketNames.state(state);
    }

    /**
     * The local IP address.
     *
     * @return as text; empty for other families
     */
    public Optional<String> localAddress() {
        return address(layout().localAddress, layout().localAddress6);
    }

    /**
     * The remote IP address.
     *
     * @return as text, all zero when there is none; empty for other families
     */
    public Optional<String> remoteAddress() {
        return address(layout().remoteAddress, layout().remoteAddress6);
    }

    /**
     * The local port.
     *
     * @return {@code sock_common.skc_num}, for a raw socket its protocol; of netlink its port identifier; empty for other
     *     families
     */
    public OptionalLong localPort() {
        return switch (familyNumber()) {
            case INET, INET6 -> OptionalLong.of(read(layout().localPort));
            case NETLINK -> OptionalLong.of(read(context.families().netlinkPort));
            default -> OptionalLong.empty();
        };
    }

    /**
     * The remote port.
     *
     * @return {@code sock_common.skc_dport}; of netlink the port identifier it is connected to; empty for other families
     */
    public OptionalLong remotePort() {
        return switch (familyNumber()) {
            case INET, INET6 -> OptionalLong.of(swap(read(layout().remotePort)));
            case NETLINK -> OptionalLong.of(read(context.families().netlinkRemotePort));
            default -> OptionalLong.empty();
        };
    }

    /**
     * The interface that the socket is bound to.
     *
     * @return its index; empty when to none
     */
    public OptionalLong boundInterface() {
        Optional<Field> own = familyNumber() == PACKET ? context.families().packetInterface : Optional.empty();
        long index = read(own.orElse(layout().boundInterface));
        return index == 0 ? OptionalLong.empty() : OptionalLong.of(index);
    }

    /**
     * What waits to be received.
     *
     * @return as {@code /proc/net} shows it: bytes for TCP, connections for a listener, memory for UDP, raw, netlink and
     *     packet sockets; empty for other families
     */
    public OptionalLong receiveQueue() {
        return SocketQueues.of(this).receive();
    }

    /**
     * What waits to be sent or acknowledged.
     *
     * @return as {@code /proc/net} shows it: bytes for TCP, memory for UDP, raw, netlink and packet sockets; empty for
     *     other families
     */
    public OptionalLong sendQueue() {
        return SocketQueues.of(this).send();
    }

    /**
     * The inode number of the socket, as in {@code socket:[NUMBER]}.
     *
     * @return empty when no file belongs to it
     */
    public OptionalLong inode() {
        return isWhole() ? inode(address) : OptionalLong.empty();
    }

    /**
     * The user who owns the socket.
     *
     * @return {@code sock.sk_uid}, for a request that of its listener; empty in {@code TIME_WAIT}
     */
    public OptionalLong uid() {
        return switch (stateNumber()) {
            case TIME_WAIT -> isInternet() ? OptionalLong.empty() : OptionalLong.of(read(layout().uid));
            case NEW_SYN_RECV -> isInternet() ? listenersUid() : OptionalLong.of(read(layout().uid));
            default -> OptionalLong.of(read(layout().uid));
        };
    }

    /**
     * The name of a UNIX socket.
     *
     * @return its path, or an abstract name after {@code @}; empty when it is bound to none
     */
    public Optional<String> path() {
        return familyNumber() == UNIX ? UnixNames.of(context, address) : Optional.empty();
    }

    /**
     * The inode number of the socket at the other end of a UNIX socket.
     *
     * @return empty when there is none
     */
    public OptionalLong peerInode() {
        long peer = familyNumber() == UNIX ? read(context.families().unixPeer) : 0;
        return peer == 0 ? OptionalLong.empty() : inode(peer);
    }

    /**
     * The multicast groups that a netlink socket is a member of.
     *
     * @return their numbers from 1 on; empty for other families
     */
    public Optional<List<Long>> groups() {
        return familyNumber() == NETLINK ? Optional.of(NetlinkGroups.of(context, address)) : Optional.empty();
    }

    /**
     * The network namespace of the socket.
     *
     * @return its inode number
     */
    public long namespace() {
        return context.namespaces().inode(read(layout().net));
    }

    /**
     * The descriptors that lead to the socket.
     *
     * @return empty when none does: it belongs to the kernel, or its files are closed
     */
    public List<SocketOwner> owners() {
        return context.open().owners(address);
    }

    @Override
    public String toString() {
        return "sock at " + address();
    }

    int familyNumber() {
        return (int) read(layout().family);
    }

    int stateNumber() {
        return (int) read(layout().state);
    }

    int protocolNumber() {
        return isWhole() ? (int) read(layout().protocol) : TCP;
    }

    boolean isInternet() {
        int family = familyNumber();
        return family == INET || family == INET6;
    }

    /** Whether this is a whole {@code struct sock}, not one of TCP's shorter forms. */
    boolean isWhole() {
        int state = stateNumber();
        return !isInternet() || state != TIME_WAIT && state != NEW_SYN_RECV;
    }

    long read(Field field) {
        return field.read(memory(), address);
    }

    SocketLayout layout() {
        return context.layout();
    }

    private GuestMemory memory() {
        return context.kernel().memory();
    }

    private OptionalLong listenersUid() {
        long listener = read(layout().listener);
        return listener == 0
                ? OptionalLong.empty()
                : OptionalLong.of(layout().uid.read(memory(), listener));
    }

    private OptionalLong inode(long sock) {
        long number = layout().inode.isPresent()
                ? layout().inode.get().read(memory(), sock)
                : inodeOf(layout().socket.read(memory(), sock));
        return number == 0 ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private long inodeOf(long socket) {
        Kernel kernel = context.kernel();
        return socket == 0 ? 0 : kernel.memory().readUnsigned(socket + layout().inodeOfSocket, kernel.pointerSize());
    }

    private Optional<String> address(Field four, Field six) {
        return switch (familyNumber()) {
            case INET -> Optional.of(IpText.of(bytes(four)));
            case INET6 -> Optional.of(IpText.of(bytes(six)));
            default -> Optional.empty();
        };
    }

    private byte[] bytes(Field field) {
        return memory().readBytes(address + field.offset(), (int) field.size());
    }

    /** Ports and types of frames lie in network order. */
    private static int swap(long value) {
        return Short.toUnsignedInt(Short.reverseBytes((short) value));
    }
}
