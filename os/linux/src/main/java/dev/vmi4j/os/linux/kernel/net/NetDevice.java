package dev.vmi4j.os.linux.kernel.net;

import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.os.linux.kernel.GuestText;
import dev.vmi4j.os.linux.kernel.net.DeviceCounters.Traffic;
import dev.vmi4j.symbols.type.Field;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A network interface: {@code struct net_device}. Every accessor reads the guest when asked and fails with a {@link
 * VmiException} when it cannot.
 */
public final class NetDevice {
    /** {@code MAX_ADDR_LEN}. */
    private static final int HARDWARE_ADDRESS = 32;

    private static final int KIND = 64;

    private final NetDevices devices;
    private final long address;

    NetDevice(NetDevices devices, long address) {
        this.devices = devices;
        this.address = address;
    }

    /**
     * Where the interface lies.
     *
     * @return address of its {@code net_device}
     */
    public Va address() {
        return new Va(address);
    }

    /**
     * The number of the interface.
     *
     * @return {@code net_device.ifindex}
     */
    public long index() {
        return read(layout().index);
    }

    /**
     * The name of the interface.
     *
     * @return {@code net_device.name}
     */
    public String name() {
        return GuestText.terminated(
                bytes(address + layout().name.offset(), layout().name.size()));
    }

    /**
     * The type of hardware.
     *
     * @return {@code ARPHRD_*} of {@code net_device.type} as {@code ip link} names it
     */
    public String type() {
        return DeviceNames.type((int) read(layout().type));
    }

    /**
     * The kind of a virtual interface.
     *
     * @return such as {@code dummy}, {@code rtnl_link_ops.kind}; empty for hardware
     */
    public Optional<String> kind() {
        long operations = read(layout().linkOperations);
        long kind = operations == 0 ? 0 : layout().linkKind.read(memory(), operations);
        return kind == 0 ? Optional.empty() : Optional.of(memory().readUtf8(kind, KIND));
    }

    /**
     * The operational state.
     *
     * @return as {@code ip link} names it: that of {@code net_device.operstate}, and {@code DOWN} unless it was started
     */
    public String state() {
        return DeviceNames.state(isStarted() ? (int) read(layout().operationalState) : DeviceNames.DOWN);
    }

    /**
     * The flags.
     *
     * @return names of {@code IFF_*} as {@code ip link} shows them, made as {@code net/core/dev.c:dev_get_flags} does
     */
    public List<String> flags() {
        return DeviceNames.flags(
                read(layout().flags), read(layout().globalFlags), read(layout().linkState), isOperational());
    }

    /**
     * How many ask for every frame, such as a sniffer.
     *
     * @return {@code net_device.promiscuity}
     */
    public long promiscuity() {
        return read(layout().promiscuity);
    }

    /**
     * The most bytes in a packet.
     *
     * @return {@code net_device.mtu}
     */
    public long mtu() {
        return read(layout().mtu);
    }

    /**
     * The hardware address.
     *
     * @return bytes in hexadecimal with colons; empty when interfaces of its type have none
     */
    public Optional<String> hardwareAddress() {
        long length = read(layout().addressLength);
        if (length > HARDWARE_ADDRESS) {
            throw new VmiException("the hardware address is " + length + " bytes long, which none can be");
        }
        return length == 0
                ? Optional.empty()
                : Optional.of(HexFormat.ofDelimiter(":").formatHex(bytes(read(layout().address), length)));
    }

    /**
     * The IPv4 addresses.
     *
     * @return each with the length of its prefix
     */
    public List<String> addresses4() {
        return devices.addresses().four(address);
    }

    /**
     * The IPv6 addresses.
     *
     * @return each with the length of its prefix
     */
    public List<String> addresses6() {
        return devices.addresses().six(address);
    }

    /**
     * The bytes received.
     *
     * @return empty when the driver counts in its own way
     */
    public OptionalLong receivedBytes() {
        return traffic().stream().mapToLong(Traffic::receivedBytes).findFirst();
    }

    /**
     * The packets received.
     *
     * @return empty when the driver counts in its own way
     */
    public OptionalLong receivedPackets() {
        return traffic().stream().mapToLong(Traffic::receivedPackets).findFirst();
    }

    /**
     * The bytes sent.
     *
     * @return empty when the driver counts in its own way
     */
    public OptionalLong sentBytes() {
        return traffic().stream().mapToLong(Traffic::sentBytes).findFirst();
    }

    /**
     * The packets sent.
     *
     * @return empty when the driver counts in its own way
     */
    public OptionalLong sentPackets() {
        return traffic().stream().mapToLong(Traffic::sentPackets).findFirst();
    }

    /**
     * The network namespace of the interface.
     *
     * @return its inode number
     */
    public long namespace() {
        return devices.namespaces().inode(read(layout().net));
    }

    @Override
    public String toString() {
        return "net_device at " + address();
    }

    private boolean isStarted() {
        return (read(layout().linkState) & DeviceNames.STARTED) != 0;
    }

    private boolean isOperational() {
        int state = (int) read(layout().operationalState);
        return state == DeviceNames.UP || state == DeviceNames.UNKNOWN;
    }

    private Optional<Traffic> traffic() {
        return devices.counters().of(address);
    }

    private long read(Field field) {
        return field.read(memory(), address);
    }

    private byte[] bytes(long from, long length) {
        return memory().readBytes(from, (int) length);
    }

    private DeviceLayout layout() {
        return devices.layout();
    }

    private GuestMemory memory() {
        return devices.kernel().memory();
    }
}
