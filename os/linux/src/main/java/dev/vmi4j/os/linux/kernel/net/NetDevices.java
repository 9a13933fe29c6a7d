package dev.vmi4j.os.linux.kernel.net;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.KernelList;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The network interfaces of a kernel, of all its network namespaces. */
public final class NetDevices {
    private static final int LIMIT = 1 << 20;

    /** {@code NETDEV_HASHENTRIES}. */
    private static final int BUCKETS = 256;

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
     * All interfaces: those of {@code net.dev_base_head} of each namespace, then those that only the namespace's hash of
     * indexes leads to.
     *
     * @param notes receives why a walk stopped early
     * @return namespace by namespace, each once
     */
    public Stream<NetDevice> all(TableNotes notes) {
        return namespaces
                .all(notes)
                .flatMap(net -> LongStream.concat(listed(net, notes), hashed(net, notes)))
                .distinct()
                .mapToObj(device -> new NetDevice(this, device));
    }

    private LongStream listed(long net, TableNotes notes) {
        long head = net + namespaces.layout().offset("dev_base_head");
        return KernelList.walk(kernel, head, LIMIT, "the list of a namespace's interfaces", notes)
                .map(entry -> entry - layout.list.offset());
    }

    private LongStream hashed(long net, TableNotes notes) {
        try {
            long table = namespaces.layout().field("dev_index_head").read(kernel.memory(), net);
            return HashChains.walk(kernel, table, BUCKETS, kernel.pointerSize(), "dev_index_head", notes)
                    .map(entry -> entry - layout.indexNode.offset());
        } catch (VmiException e) {
            notes.add("the hash of a namespace's interfaces cannot be read: " + e.getMessage());
            return LongStream.empty();
        }
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
