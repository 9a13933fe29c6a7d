package dev.vmi4j.os.linux.kernel.net;

import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.os.linux.kernel.net.SocketLists.SocketList;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tables of TCP: {@code struct inet_hashinfo}, the global one and those that newer kernels give a namespace. Listeners
 * stand in {@code listening_hash} or, where that is gone, in {@code lhash2}; all other connections in {@code ehash}.
 */
final class TcpLists {
    private final SocketLists lists;
    private final GuestMemory memory;
    private final TypeCatalog types;

    TcpLists(SocketLists lists) {
        this.lists = lists;
        this.memory = lists.kernel().memory();
        this.types = lists.kernel().requireTypes();
    }

    Stream<SocketList> all() {
        StructLayout info = StructLayout.of(types, "inet_hashinfo");
        Optional<Field> own = lists.net().optional("ipv4.tcp_death_row.hashinfo");
        return lists.tables("tcp_hashinfo", own)
                .boxed()
                .flatMap(address -> Stream.of(listeners(info, address), connections(info, address)));
    }

    private SocketList listeners(StructLayout info, long address) {
        StructLayout bucket = StructLayout.of(types, "inet_listen_hashbucket");
        return info.optional("listening_hash")
                .map(array ->
                        listeners(bucket, "listening_hash", address + array.offset(), array.size() / bucket.size()))
                .orElseGet(() -> listeners(
                        bucket,
                        "lhash2",
                        info.field("lhash2").read(memory, address),
                        info.field("lhash2_mask").read(memory, address) + 1));
    }

    private SocketList listeners(StructLayout bucket, String name, long first, long buckets) {
        return lists.chains(name, first + bucket.offset("nulls_head"), buckets, bucket.size());
    }

    private SocketList connections(StructLayout info, long address) {
        StructLayout bucket = StructLayout.of(types, "inet_ehash_bucket");
        return lists.chains(
                "ehash",
                info.field("ehash").read(memory, address) + bucket.offset("chain"),
                info.field("ehash_mask").read(memory, address) + 1,
                bucket.size());
    }
}
