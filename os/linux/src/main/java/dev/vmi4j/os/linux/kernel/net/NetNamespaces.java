package dev.vmi4j.os.linux.kernel.net;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.KernelList;
import dev.vmi4j.os.linux.kernel.MissingSymbolException;
import dev.vmi4j.os.linux.kernel.Task;
import dev.vmi4j.os.linux.kernel.Tasks;
import dev.vmi4j.os.linux.kernel.process.TaskCensus;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * The network namespaces: the list of {@code struct net} at {@code net_namespace_list}, or where the kernel does not tell
 * its address, those that processes are in. Thread-safe.
 */
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
     * All namespaces, also those that no process is in where the kernel lists them.
     *
     * @param notes receives why the walk stopped early
     * @return addresses of {@code struct net}, the first one is the initial namespace
     */
    public LongStream all(TableNotes notes) {
        return LongStream.concat(kernel.symbols().address("init_net").stream(), listed(notes))
                .distinct();
    }

    private LongStream listed(TableNotes notes) {
        OptionalLong head = kernel.symbols().address("net_namespace_list");
        if (head.isEmpty()) {
            notes.add("network namespaces that no process is in are not known: "
                    + new MissingSymbolException("net_namespace_list").getMessage());
            return ofProcesses(notes).distinct();
        }
        return KernelList.walk(kernel, head.getAsLong(), LIMIT, "the list of network namespaces", notes)
                .map(entry -> entry - list.offset());
    }

    /** Those that {@code task_struct.nsproxy->net_ns} leads to; a process that has ended has none. */
    private LongStream ofProcesses(TableNotes notes) {
        TypeCatalog types = kernel.requireTypes();
        Field proxy = StructLayout.of(types, "task_struct").field("nsproxy");
        Field namespace = StructLayout.of(types, "nsproxy").field("net_ns");
        return TaskCensus.processes(kernel, new Tasks(kernel), notes)
                .mapToLong(found -> namespace(found.task(), proxy, namespace, notes))
                .filter(address -> address != 0);
    }

    private long namespace(Task task, Field proxy, Field namespace, TableNotes notes) {
        try {
            long proxies = proxy.read(kernel.memory(), task.address().value());
            return proxies == 0 ? 0 : namespace.read(kernel.memory(), proxies);
        } catch (VmiException e) {
            notes.add("the network namespace of a process cannot be read: " + e.getMessage());
            return 0;
        }
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
