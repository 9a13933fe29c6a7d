package dev.vmi4j.os.linux.kernel.net;

import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The kernel's own tables of sockets: some global, some for each network namespace, depending on the kernel. Each is found
 * by the symbols and fields that exist.
 */
final class SocketLists {
    /** {@code MAX_LINKS}, the number of netlink families. */
    private static final int NETLINK_TABLES = 32;

    /** {@code UNIX_HASH_SIZE}. */
    private static final int UNIX_BUCKETS = 512;

    /** Every kernel with a network has this variable; one that does not list it lists no variable. */
    private static final String ALWAYS = "init_net";

    /** A table with the addresses of its sockets. */
    record SocketList(String name, LongStream sockets) {}

    private final Kernel kernel;
    private final TypeCatalog types;
    private final SocketContext context;
    private final long[] namespaces;
    private final TableNotes notes;
    private final StructLayout net;

    SocketLists(SocketContext context, long[] namespaces, TableNotes notes) {
        this.kernel = context.kernel();
        this.types = kernel.requireTypes();
        this.context = context;
        this.namespaces = namespaces;
        this.notes = notes;
        this.net = context.namespaces().layout();
    }

    /** All tables; what keeps one from being found is noted, and the others follow. */
    Stream<SocketList> all() {
        if (kernel.symbols().address(ALWAYS).isEmpty()) {
            notes.add(
                    "the kernel does not list the addresses of its data (it was built without CONFIG_KALLSYMS_ALL), so"
                            + " sockets of its global tables show only where a descriptor leads to them");
        }
        return Stream.<Supplier<Stream<SocketList>>>of(
                        new TcpLists(this)::all,
                        this::udp,
                        () -> raw("raw_v4_hashinfo", "raw_hashinfo", "ht"),
                        () -> raw("raw_v6_hashinfo", "raw_hashinfo", "ht"),
                        () -> raw("ping_table", "ping_table", "hash"),
                        this::unix,
                        this::netlink,
                        this::packet)
                .flatMap(this::found);
    }

    private Stream<SocketList> found(Supplier<Stream<SocketList>> tables) {
        try {
            return tables.get().toList().stream();
        } catch (VmiException e) {
            notes.add("a table of sockets was left out: " + e.getMessage());
            return Stream.empty();
        }
    }

    Kernel kernel() {
        return kernel;
    }

    StructLayout net() {
        return net;
    }

    LongStream namespaces() {
        return Arrays.stream(namespaces);
    }

    /** A table whose entries are linked by {@code sock_common.skc_node}. */
    SocketList chains(String name, long first, long buckets, long stride) {
        long node = context.layout().node.offset();
        LongStream nodes = HashChains.walk(kernel, first, buckets, stride, name, notes);
        return new SocketList(name, nodes.map(address -> address - node));
    }

    /** The values of a pointer in each namespace, and of a global variable where there is one; each once. */
    LongStream tables(String symbol, Optional<Field> pointer) {
        LongStream global = kernel.symbols().address(symbol).stream();
        LongStream own = pointer.stream()
                .flatMapToLong(field -> namespaces().map(address -> field.read(kernel.memory(), address)));
        return LongStream.concat(global, own).filter(table -> table != 0).distinct();
    }

    private Stream<SocketList> udp() {
        StructLayout table = StructLayout.of(types, "udp_table");
        StructLayout slot = StructLayout.of(types, "udp_hslot");
        Field hash = table.field("hash");
        Field mask = table.field("mask");
        LongFunction<SocketList> walk = address -> chains(
                "udp_table",
                hash.read(kernel.memory(), address) + slot.offset("head"),
                mask.read(kernel.memory(), address) + 1,
                slot.size());
        return LongStream.concat(
                        tables("udp_table", net.optional("ipv4.udp_table")), tables("udplite_table", Optional.empty()))
                .mapToObj(walk);
    }

    /** A global structure that is hardly more than an array of heads. */
    private Stream<SocketList> raw(String symbol, String structure, String array) {
        Field heads = StructLayout.of(types, structure).field(array);
        int size = kernel.pointerSize();
        return kernel.symbols().address(symbol).stream()
                .mapToObj(address -> chains(symbol, address + heads.offset(), heads.size() / size, size));
    }

    private Stream<SocketList> unix() {
        int size = kernel.pointerSize();
        Stream<SocketList> global = kernel.symbols().address("unix_socket_table").stream()
                .mapToObj(address -> chains("unix_socket_table", address, UNIX_BUCKETS, size));
        Stream<SocketList> own = net.optional("unx.table.buckets").stream()
                .flatMap(field -> namespaces()
                        .map(address -> field.read(kernel.memory(), address))
                        .filter(table -> table != 0)
                        .mapToObj(table -> chains("unix_table", table, UNIX_BUCKETS, size)));
        return Stream.concat(global, own);
    }

    private Stream<SocketList> netlink() {
        StructLayout table = StructLayout.of(types, "netlink_table");
        ResizableTable hash = new ResizableTable(types);
        long node = context.families().netlinkNode.offset();
        long first = kernel.memory().readUnsigned(kernel.symbol("nl_table").value(), kernel.pointerSize());
        Field registered = table.field("registered");
        return LongStream.range(0, NETLINK_TABLES)
                .map(i -> first + i * table.size())
                .filter(address -> registered.read(kernel.memory(), address) != 0)
                .mapToObj(address -> new SocketList(
                        "nl_table",
                        hash.walk(kernel, address + table.offset("hash"), "nl_table", notes)
                                .map(entry -> entry - node)));
    }

    private Stream<SocketList> packet() {
        return net.optional("packet.sklist").stream()
                .flatMap(list -> namespaces()
                        .mapToObj(
                                address -> chains("packet.sklist", address + list.offset(), 1, kernel.pointerSize())));
    }
}
