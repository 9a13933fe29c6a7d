package dev.vmi4j.os.linux.kernel.net;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The sockets of a kernel, of all its network namespaces. */
public final class Sockets {
    private final Kernel kernel;
    private final SocketLayout layout;
    private final FamilyLayout families;

    /**
     * Looks up what the walk needs.
     *
     * @param kernel the kernel
     * @throws dev.vmi4j.core.error.VmiException when its types lack a field that is needed
     */
    public Sockets(Kernel kernel) {
        this.kernel = kernel;
        TypeCatalog types = kernel.requireTypes();
        this.layout = new SocketLayout(types);
        this.families = new FamilyLayout(types);
    }

    /**
     * All sockets: those in the kernel's own tables, then those that only descriptors lead to.
     *
     * @param notes receives why a walk stopped early
     * @return lazily, each once
     */
    public Stream<Socket> all(TableNotes notes) {
        NetNamespaces namespaces = new NetNamespaces(kernel);
        OpenSockets open = OpenSockets.of(kernel, notes);
        SocketContext context = new SocketContext(kernel, layout, families, namespaces, open);
        Set<Long> seen = new HashSet<>();
        return Stream.concat(listed(context, notes), opened(context))
                .filter(socket -> seen.add(socket.address().value()));
    }

    private static Stream<Socket> listed(SocketContext context, TableNotes notes) {
        return new SocketLists(context, namespaces(context, notes), notes)
                .all()
                .flatMap(list ->
                        list.sockets().mapToObj(address -> new Socket(context, address, Optional.of(list.name()))));
    }

    private static long[] namespaces(SocketContext context, TableNotes notes) {
        try {
            return context.namespaces().all(notes).toArray();
        } catch (VmiException e) {
            notes.add("the sockets of network namespaces are not known: " + e.getMessage());
            return new long[0];
        }
    }

    private static Stream<Socket> opened(SocketContext context) {
        return context.open().sockets().mapToObj(address -> new Socket(context, address, Optional.empty()));
    }
}
