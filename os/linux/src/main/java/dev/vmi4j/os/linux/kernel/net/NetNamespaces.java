package dev.vmi4j.os.linux.kernel.net;

import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.KernelList;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import java.util.stream.LongStream;

/** The network namespaces: the list of {@code struct net} at {@code net_namespace_list}. Thread-safe. */
public final class NetNamespaces {
    private static final int LIMIT = 1 << 20;

    private final Kernel kernel;
    private final StructLayout net;
    private final Field list;
    private final Field inode;

    /**
     * Looks up what the walk needs.
     *
     * @param kernel the kernel
     */
    public NetNamespaces(Kernel kernel) {
        this.kernel = kernel;
        net = StructLayout.of(kernel.requireTypes(), "net");
        list = net.field("list");
        inode = net.field("ns.inum");
    }

    /**
     * The layout of a namespace.
     *
     * @return {@code struct net}
     */
    public StructLayout layout() {
        return net;
    }

    /**
     * All namespaces, also those that no process is in.
     *
     * @param notes receives why the walk stopped early
     * @return addresses of {@code struct net}, the first one is the initial namespace
     */
    public LongStream all(TableNotes notes) {
        return LongStream.concat(kernel.symbols().address("init_net").stream(), listed(notes))
                .distinct();
    }

    private LongStream listed(TableNotes notes) {
        long head = kernel.symbol("net_namespace_list").value();
        return KernelList.walk(kernel, head, LIMIT, "the list of network namespaces", notes)
                .map(entry -> entry - list.offset());
    }

    /**
     * The number that names a namespace in {@code /proc/PID/ns/net}.
     *
     * @param address of its {@code struct net}
     * @return {@code net.ns.inum}
     */
    public long inode(long address) {
        return inode.read(kernel.memory(), address);
    }
}
