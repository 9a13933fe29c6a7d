package dev.vmi4j.os.linux.kernel.net;

import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.os.linux.kernel.Kernel;
import dev.vmi4j.os.linux.kernel.process.PerCpu;
import dev.vmi4j.symbols.NearestSymbol;
import dev.vmi4j.symbols.type.Field;
import dev.vmi4j.symbols.type.StructLayout;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The traffic counters of interfaces as {@code net/core/dev.c:dev_get_stats} adds them up: those of the device itself and
 * those that each CPU keeps. Where a driver counts in its own way, which only its code knows, there is no answer.
 */
final class DeviceCounters {
    /** {@code NETDEV_PCPU_STAT_TSTATS} and {@code NETDEV_PCPU_STAT_DSTATS}. */
    private static final int TSTATS = 2;

    private static final int DSTATS = 3;

    private final Kernel kernel;
    private final Field operations;
    private final Field getStats64;
    private final Field getStats;
    private final Optional<Field> kind;
    private final Field perCpuStats;
    private final long stats;
    private final Counters own;
    private final StructLayout loop;
    private final Counters tunnel;
    private final Optional<Counters> driver;

    DeviceCounters(Kernel kernel) {
        this.kernel = kernel;
        TypeCatalog types = kernel.requireTypes();
        StructLayout device = StructLayout.of(types, "net_device");
        operations = device.field("netdev_ops");
        kind = device.optional("pcpu_stat_type");
        perCpuStats = device.anyOf("tstats", "lstats");
        stats = device.offset("stats");
        StructLayout functions = StructLayout.of(types, "net_device_ops");
        getStats64 = functions.field("ndo_get_stats64");
        getStats = functions.field("ndo_get_stats");
        own = new Counters(StructLayout.of(types, "net_device_stats"));
        loop = StructLayout.of(types, "pcpu_lstats");
        tunnel = new Counters(StructLayout.of(types, "pcpu_sw_netstats"));
        driver = StructLayout.find(types, "pcpu_dstats").flatMap(Counters::find);
    }

    /** The counters of a device; empty when its driver keeps them in its own way. */
    Optional<Traffic> of(long device) {
        GuestMemory memory = kernel.memory();
        long functions = operations.read(memory, device);
        long function = getStats64.read(memory, functions);
        if (function == 0) {
            return getStats.read(memory, functions) == 0 ? Optional.of(byKind(device)) : Optional.empty();
        }
        return switch (name(function)) {
            case "loopback_get_stats64" -> Optional.of(loopback(device));
            case "dev_get_tstats64", "ip_tunnel_get_stats64" -> Optional.of(sum(device, tunnel));
            default -> Optional.empty();
        };
    }

    /** A kernel without the field has no other counters than the device's. */
    private Traffic byKind(long device) {
        int value = kind.map(field -> field.read(kernel.memory(), device))
                .orElse(0L)
                .intValue();
        Optional<Counters> each = switch (value) {
            case TSTATS -> Optional.of(tunnel);
            case DSTATS -> driver;
            default -> Optional.empty();
        };
        return each.map(counters -> sum(device, counters)).orElseGet(() -> own.read(kernel.memory(), device + stats));
    }

    private Traffic sum(long device, Counters each) {
        return copies(device)
                .mapToObj(copy -> each.read(kernel.memory(), copy))
                .reduce(own.read(kernel.memory(), device + stats), Traffic::plus);
    }

    /** What is sent is received. */
    private Traffic loopback(long device) {
        Field packets = loop.field("packets");
        Field bytes = loop.field("bytes");
        return copies(device)
                .mapToObj(copy -> {
                    long sentBytes = bytes.read(kernel.memory(), copy);
                    long sentPackets = packets.read(kernel.memory(), copy);
                    return new Traffic(sentBytes, sentPackets, sentBytes, sentPackets);
                })
                .reduce(Traffic.NONE, Traffic::plus);
    }

    /** The addresses of what each CPU counted for a device. */
    private LongStream copies(long device) {
        PerCpu perCpu = new PerCpu(kernel);
        long counters = perCpuStats.read(kernel.memory(), device);
        return perCpu.cpus().mapToLong(cpu -> perCpu.address(cpu, counters));
    }

    private String name(long function) {
        return kernel.symbols()
                .nearest(function)
                .filter(nearest -> nearest.offset() == 0)
                .map(NearestSymbol::symbol)
                .map(symbol -> symbol.name())
                .orElse("");
    }

    /** Bytes and packets, received and sent. */
    record Traffic(long receivedBytes, long receivedPackets, long sentBytes, long sentPackets) {
        static final Traffic NONE = new Traffic(0, 0, 0, 0);

        Traffic plus(Traffic other) {
            return new Traffic(
                    receivedBytes + other.receivedBytes,
                    receivedPackets + other.receivedPackets,
                    sentBytes + other.sentBytes,
                    sentPackets + other.sentPackets);
        }
    }

    /** A structure with the four counters; the kernel's all name them alike. */
    private record Counters(Field receivedBytes, Field receivedPackets, Field sentBytes, Field sentPackets) {
        Counters(StructLayout layout) {
            this(
                    layout.field("rx_bytes"),
                    layout.field("rx_packets"),
                    layout.field("tx_bytes"),
                    layout.field("tx_packets"));
        }

        static Optional<Counters> find(StructLayout layout) {
            return List.of("rx_bytes", "rx_packets", "tx_bytes", "tx_packets").stream()
                            .allMatch(name -> layout.optional(name).isPresent())
                    ? Optional.of(new Counters(layout))
                    : Optional.empty();
        }

        Traffic read(GuestMemory memory, long address) {
            return new Traffic(
                    receivedBytes.read(memory, address),
                    receivedPackets.read(memory, address),
                    sentBytes.read(memory, address),
                    sentPackets.read(memory, address));
        }
    }
}
