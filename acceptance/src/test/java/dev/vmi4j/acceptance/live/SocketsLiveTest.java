package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.lab.GuestFolder;
import dev.vmi4j.lab.Truth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The sockets of real guests beside {@code /proc/net}, which tells of the first process's network namespace, and beside
 * the descriptors of every process. The guest's workload has finished setting up its sockets before the guest tells, so
 * nothing moves in between but the collector's own descriptors.
 */
@Covers("sockets")
final class SocketsLiveTest {
    private static final List<String> INTERNET =
            List.of("tcp", "tcp6", "udp", "udp6", "udplite", "udplite6", "raw", "raw6", "icmp", "icmp6");

    private static final Map<Long, String> NETLINK = Map.ofEntries(
            Map.entry(0L, "route"),
            Map.entry(4L, "sock_diag"),
            Map.entry(6L, "xfrm"),
            Map.entry(7L, "selinux"),
            Map.entry(9L, "audit"),
            Map.entry(10L, "fib_lookup"),
            Map.entry(11L, "connector"),
            Map.entry(12L, "netfilter"),
            Map.entry(15L, "kobject_uevent"),
            Map.entry(16L, "generic"));

    /** {@code TCP_TIMEWAIT_LEN} of {@code net/tcp.h}. */
    private static final Duration TIME_WAIT = Duration.ofSeconds(60);

    static Stream<String> guests() {
        LiveGuests.prefetch(LinuxGuest.NAMES);
        return LinuxGuest.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("guests")
    void socketsEqualTheGuestsOwnAccount(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        Truth truth = recorded.truth();
        List<Row> rows = LinuxGuest.rows(recorded, "sockets");
        List<Row> ofFirst = listedIn(rows, LinuxGuest.namespace(truth, "1", "net"));
        boolean waiting = stillWait(recorded);
        assertThat(of(ofFirst, "INET", "INET6").map(SocketsLiveTest::internet))
                .as("IP sockets of %s", guest)
                .hasSizeGreaterThan(9)
                .containsExactlyInAnyOrderElementsOf(INTERNET.stream()
                        .flatMap(file -> ProcNet.internet(truth, file).stream())
                        .filter(socket -> waiting || !socket.state().equals("TIME_WAIT"))
                        .toList());
        assertThat(of(ofFirst, "UNIX").map(SocketsLiveTest::unix))
                .as("UNIX sockets of %s", guest)
                .containsExactlyInAnyOrderElementsOf(ProcNet.unix(truth));
        assertThat(of(ofFirst, "NETLINK").map(SocketsLiveTest::netlink))
                .as("netlink sockets of %s", guest)
                .containsExactlyInAnyOrderElementsOf(ProcNet.netlink(truth));
        assertThat(of(ofFirst, "PACKET").map(SocketsLiveTest::packet))
                .as("packet sockets of %s", guest)
                .hasSize(2)
                .containsExactlyInAnyOrderElementsOf(ProcNet.packets(truth));
        assertThat(rows)
                .as("namespaces of %s", guest)
                .extracting(row -> row.number("netns"))
                .contains(LinuxGuest.namespace(truth, "1", "net"))
                .hasSizeGreaterThan(ofFirst.size());
    }

    /** The namespaces of the workload's containers, by what {@code /proc/PID/net} of a process in each said. */
    @ParameterizedTest
    @MethodSource("guests")
    void socketsOfOtherNamespacesEqualTheGuestsOwnAccount(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        Truth truth = recorded.truth();
        List<Row> rows = LinuxGuest.rows(recorded, "sockets");
        Map<Long, Integer> namespaces = new TreeMap<>();
        truth.toldPids().stream()
                .filter(pid -> Files.isDirectory(truth.file("proc/" + pid + "/net")))
                .forEach(pid -> namespaces.put(LinuxGuest.namespace(truth, String.valueOf(pid), "net"), pid));
        assertThat(namespaces).as("network namespaces of %s", guest).hasSizeGreaterThan(1);
        namespaces.forEach((namespace, pid) -> {
            String folder = "proc/" + pid + "/net/";
            List<Row> inside = listedIn(rows, namespace);
            assertThat(of(inside, "INET", "INET6").map(SocketsLiveTest::internet))
                    .as("IP sockets of namespace %d of %s", namespace, guest)
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(INTERNET.stream()
                            .flatMap(file -> ProcNet.internet(truth, folder, file).stream())
                            .toList());
            assertThat(of(inside, "UNIX").map(SocketsLiveTest::unix))
                    .as("UNIX sockets of namespace %d of %s", namespace, guest)
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(ProcNet.unix(truth, folder));
        });
    }

    @ParameterizedTest
    @MethodSource("guests")
    void connectionsThatWaitAreFound(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        List<Row> rows = LinuxGuest.rows(recorded, "sockets");
        assertThat(rows.stream()
                        .filter(row -> row.cell("state").equals(Cell.of("TIME_WAIT")))
                        .map(row -> row.text("family") + " " + row.number("remote_port")))
                .as("connections in TIME_WAIT of %s", guest)
                .containsExactlyInAnyOrderElementsOf(
                        stillWait(recorded) ? List.of("INET 4545", "INET6 4545") : List.of());
    }

    /**
     * Whether the connections that waited when the guest told of its sockets wait still: for a minute, and an emulated guest
     * with a slow serial port may take longer than that to hand its account over. By the clock in the image.
     */
    private static boolean stillWait(GuestFolder recorded) {
        Instant told = Instant.ofEpochSecond(
                Long.parseLong(recorded.truth().text("time.txt").strip()));
        Row boot = LinuxGuest.rows(recorded, "boot").getFirst();
        return Duration.between(told, ((Cell.Moment) boot.cell("time")).value()).compareTo(TIME_WAIT) < 0;
    }

    @ParameterizedTest
    @MethodSource("guests")
    void ownersEqualTheDescriptorsOfTheProcesses(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        Map<Long, List<String>> found = new TreeMap<>();
        for (Row row : LinuxGuest.rows(recorded, "sockets")) {
            List<String> owners = ((Cell.Texts) row.cell("owners")).values();
            if (!owners.isEmpty()) {
                found.put(row.number("inode"), owners.stream().sorted().toList());
                assertThat(row.number("pid") + "/" + row.number("fd")).isEqualTo(owners.getFirst());
            }
        }
        assertThat(found).as("descriptors of sockets of %s", guest).isEqualTo(descriptors(recorded.truth()));
    }

    /** Inode number to PID/FD of each descriptor, from the links of {@code /proc/PID/fd}. */
    private static Map<Long, List<String>> descriptors(Truth truth) {
        Map<Long, List<String>> descriptors = new TreeMap<>();
        truth.toldPids().stream().filter(truth.pids()::contains).forEach(pid -> {
            for (Path file : files(truth.file("proc/" + pid + "/fd"))) {
                String link = truth.text("proc/" + pid + "/fd/" + file.getFileName());
                if (link.startsWith("socket:")) {
                    descriptors
                            .computeIfAbsent(LinuxGuest.number(link), _ -> new ArrayList<>())
                            .add(pid + "/" + file.getFileName());
                }
            }
        });
        descriptors.values().forEach(owners -> owners.sort(null));
        return descriptors;
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sockets of a namespace that the kernel's tables list, which is what {@code /proc/net} shows. */
    private static List<Row> listedIn(List<Row> rows, long namespace) {
        return rows.stream()
                .filter(row -> row.number("netns") == namespace)
                .filter(row -> !row.cell("list").equals(Cell.NONE))
                .toList();
    }

    private static Stream<Row> of(List<Row> rows, String... families) {
        return rows.stream().filter(row -> List.of(families).contains(row.text("family")));
    }

    private static ProcNet.Internet internet(Row row) {
        return new ProcNet.Internet(
                file(row),
                row.text("state"),
                address(row.text("local_address")),
                row.number("local_port"),
                address(row.text("remote_address")),
                row.number("remote_port"),
                row.number("send_queue"),
                row.number("receive_queue"),
                orZero(row, "uid"),
                orZero(row, "inode"));
    }

    /** The file of {@code /proc/net} that tells of a socket. */
    private static String file(Row row) {
        String protocol = row.text("type").equals("RAW")
                ? "raw"
                : row.text("protocol").equals("icmpv6") ? "icmp" : row.text("protocol");
        return row.text("family").equals("INET6") ? protocol + "6" : protocol;
    }

    private static ProcNet.Unix unix(Row row) {
        return new ProcNet.Unix(
                row.text("type"),
                row.text("state"),
                row.number("inode"),
                row.cell("path") instanceof Cell.Text(String path) ? Optional.of(path) : Optional.empty());
    }

    private static ProcNet.Packet packet(Row row) {
        return new ProcNet.Packet(
                row.text("type"),
                row.text("protocol"),
                orZero(row, "interface"),
                row.number("receive_queue"),
                row.number("uid"),
                row.number("inode"));
    }

    private static ProcNet.Netlink netlink(Row row) {
        return new ProcNet.Netlink(
                family(row.text("protocol")),
                row.number("local_port"),
                ((Cell.Texts) row.cell("groups")).values(),
                row.number("receive_queue"),
                row.number("send_queue"),
                row.number("inode"));
    }

    private static long family(String protocol) {
        return NETLINK.entrySet().stream()
                .filter(entry -> entry.getValue().equals(protocol))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no netlink family " + protocol))
                .getKey();
    }

    /** {@code /proc/net/tcp} prints 0 where there is neither a file nor a user. */
    private static long orZero(Row row, String column) {
        return row.cell(column).equals(Cell.NONE) ? 0 : row.number(column);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
