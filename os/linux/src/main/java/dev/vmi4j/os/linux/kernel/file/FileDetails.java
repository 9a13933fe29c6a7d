package dev.vmi4j.os.linux.kernel.file;

import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.os.linux.kernel.GuestText;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.tree.RbTree;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says what is behind an open file, for the kinds whose structures this kernel describes. */
final class FileDetails {
    private static final int MAX_WATCHED = 1 << 16;

    private static final Map<Long, String> FAMILIES = Map.ofEntries(
            Map.entry(1L, "unix"),
            Map.entry(2L, "inet"),
            Map.entry(10L, "inet6"),
            Map.entry(15L, "key"),
            Map.entry(16L, "netlink"),
            Map.entry(17L, "packet"),
            Map.entry(29L, "can"),
            Map.entry(31L, "bluetooth"),
            Map.entry(38L, "alg"),
            Map.entry(40L, "vsock"),
            Map.entry(44L, "xdp"));

    private static final List<String> SOCKET_TYPES = List.of(
            "type 0", "stream", "dgram", "raw", "rdm", "seqpacket", "dccp", "type 7", "type 8", "type 9", "packet");

    private final Kernel kernel;
    private final GuestMemory memory;
    private final Map<String, Function<OpenFile, String>> texts = new HashMap<>();

    FileDetails(Kernel kernel) {
        this.kernel = kernel;
        this.memory = kernel.memory();
        TypeCatalog types = kernel.requireTypes();
        texts.put("chr", file -> file.inode().represents().toString());
        texts.put("blk", file -> file.inode().represents().toString());
        addPipe(types);
        addSocket(types);
        addEventfd(types);
        addEventpoll(types);
        addBpf(types);
        addPidfd(types);
    }

    Optional<String> of(OpenFile file) {
        return Optional.ofNullable(texts.get(FileKinds.of(file))).map(text -> text.apply(file));
    }

    private void addPipe(TypeCatalog types) {
        StructLayout.find(types, "pipe_inode_info").ifPresent(pipe -> {
            Field readers = pipe.field("readers");
            Field writers = pipe.field("writers");
            Function<OpenFile, String> text = file -> {
                long at = file.inode().pipe();
                return "readers " + readers.read(memory, at) + ", writers " + writers.read(memory, at);
            };
            texts.put("pipe", text);
            texts.put("fifo", text);
        });
    }

    private void addSocket(TypeCatalog types) {
        StructLayout socket = StructLayout.of(types, "socket");
        Field type = socket.field("type");
        Field sock = socket.field("sk");
        Field family = StructLayout.of(types, "sock").field("__sk_common.skc_family");
        Field protocol = StructLayout.of(types, "sock").field("sk_protocol");
        texts.put("socket", file -> {
            long at = file.privateData();
            int kind = (int) type.read(memory, at);
            String kindName = kind >= 0 && kind < SOCKET_TYPES.size() ? SOCKET_TYPES.get(kind) : "type " + kind;
            long sk = sock.read(memory, at);
            if (sk == 0) {
                return kindName;
            }
            long number = family.read(memory, sk);
            return FAMILIES.getOrDefault(number, "family " + number) + " " + kindName + " protocol "
                    + protocol.read(memory, sk);
        });
    }

    private void addEventfd(TypeCatalog types) {
        StructLayout.find(types, "eventfd_ctx").ifPresent(context -> {
            Field count = context.field("count");
            texts.put("eventfd", file -> "count " + Long.toUnsignedString(count.read(memory, file.privateData())));
        });
    }

    private void addEventpoll(TypeCatalog types) {
        Optional<StructLayout> item = StructLayout.find(types, "epitem");
        StructLayout.find(types, "eventpoll")
                .ifPresent(poll -> item.ifPresent(watched -> {
                    long root = poll.offset("rbr.rb_root");
                    long node = watched.offset("rbn");
                    Field number = watched.field("ffd.fd");
                    texts.put("eventpoll", file -> {
                        TableNotes notes = new TableNotes();
                        String numbers = RbTree.walk(
                                        kernel,
                                        file.privateData() + root,
                                        MAX_WATCHED,
                                        "the watched descriptors",
                                        notes)
                                .mapToObj(at -> String.valueOf(number.read(memory, at - node)))
                                .collect(Collectors.joining(" "));
                        return "watches " + (numbers.isEmpty() ? "nothing" : numbers)
                                + (notes.all().isEmpty()
                                        ? ""
                                        : ", incomplete: " + notes.all().getFirst());
                    });
                }));
    }

    private void addBpf(TypeCatalog types) {
        StructLayout.find(types, "bpf_map").ifPresent(map -> {
            Field id = map.field("id");
            Field name = map.field("name");
            texts.put("bpf-map", file -> named(id.read(memory, file.privateData()), name, file.privateData()));
        });
        StructLayout.find(types, "bpf_prog_aux").ifPresent(aux -> {
            Field of = StructLayout.of(types, "bpf_prog").field("aux");
            Field id = aux.field("id");
            Field name = aux.field("name");
            texts.put("bpf-prog", file -> {
                long at = of.read(memory, file.privateData());
                return named(id.read(memory, at), name, at);
            });
        });
    }

    private String named(long id, Field name, long structure) {
        byte[] text = memory.readBytes(structure + name.offset(), (int) name.size());
        return ("id " + id + " " + GuestText.terminated(text)).strip();
    }

    /** The process is what an anonymous file keeps, or an inode of the file system made for it. */
    private void addPidfd(TypeCatalog types) {
        StructLayout pid = StructLayout.of(types, "pid");
        long numbers = pid.offset("numbers");
        Field number = StructLayout.of(types, "upid").field("nr");
        texts.put("pidfd", file -> {
            long kept = file.privateData();
            long at = kept == 0 ? file.inode().privateData() : kept;
            return "pid " + number.read(memory, at + numbers);
        });
    }
}
