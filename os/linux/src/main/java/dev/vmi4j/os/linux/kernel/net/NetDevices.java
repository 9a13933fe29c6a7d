package dev.vmi4j.os.linux.kernel.net;

import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.KernelList;
import dev.vmi4j.symbols.type.Field;
import java.util.stream.Stream;

/** The network interfaces of a kernel, of all its network namespaces. */
public final class NetDevices {
    private static final int LIMIT = 1 << 20;

    private final Kernel kernel;
    private final NetNamespaces namespaces;
    private final DeviceLayout layout;
    private final DeviceAddresses addresses;
    private final DeviceCounters counters;

    /**
     * Looks up what the walk needs.
     *
     * @param kernel the kernel
     * @throws dev.vmi4j.core.error.VmiException when its types lack a field that is needed
     */
    public NetDevices(Kernel kernel) {
        this.kernel = kernel;
        this.namespaces = new NetNamespaces(kernel);
        this.layout = new DeviceLayout(kernel.requireTypes());
        this.addresses = new DeviceAddresses(kernel, layout);
        this.counters = new DeviceCounters(kernel);
    }

    /**
     * All interfaces: {@code net.dev_base_head} of each namespace.
     *
     * @param notes receives why a walk stopped early
     * @return namespace by namespace
     */
    public Stream<NetDevice> all(TableNotes notes) {
        Field head = namespaces.layout().field("dev_base_head");
        return namespaces
                .all(notes)
                .flatMap(net -> KernelList.walk(
                        kernel, net + head.offset(), LIMIT, "the list of a namespace's interfaces", notes))
                .mapToObj(entry -> new NetDevice(this, entry - layout.list.offset()));
    }

    Kernel kernel() {
        return kernel;
    }

    NetNamespaces namespaces() {
        return namespaces;
    }

    DeviceLayout layout() {
        return layout;
    }

    DeviceAddresses addresses() {
        return addresses;
    }

    DeviceCounters counters() {
        return counters;
    }
}
