package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.lab.GuestFolder;
import dev.vmi4j.lab.Truth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The interfaces of real guests beside what {@code ip address} and {@code /proc/net/dev} told of the first process's
 * network namespace. No packet moves between the two accounts.
 */
@Covers("interfaces")
final class InterfacesLiveTest {
    private static final Pattern HEAD = Pattern.compile("(\\d+): ([^:]+): <([^>]*)> mtu (\\d+) .*");
    private static final Pattern LINK = Pattern.compile("link/(\\S+) (\\S+) .*");
    private static final Pattern ADDRESS = Pattern.compile("(inet6?) (\\S+) .*");
    private static final Pattern COUNTERS = Pattern.compile("\\s*([^:]+):\\s*(.*)");

    static Stream<String> guests() {
        LiveGuests.prefetch(LinuxGuest.NAMES);
        return LinuxGuest.NAMES.stream();
    }

    /** What {@code ip address} prints of an interface; {@code ip} itself leaves the flag RUNNING out. */
    private record Told(
            long index, String name, Set<String> flags, long mtu, String type, String mac, List<String> addresses) {}

    @ParameterizedTest
    @MethodSource("guests")
    void interfacesEqualTheGuestsOwnAccount(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        List<Row> rows = ofFirst(recorded);
        assertThat(rows)
                .as("interfaces of %s", guest)
                .extracting(InterfacesLiveTest::told)
                .containsExactlyInAnyOrderElementsOf(told(recorded.truth()));
    }

    /** The module {@code dummy} counts in its own way, which only its code knows; the others count in the kernel's ways. */
    @ParameterizedTest
    @MethodSource("guests")
    void countersEqualTheGuestsOwnAccount(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        Map<String, List<Long>> told = counters(recorded.truth());
        for (Row row : ofFirst(recorded)) {
            List<Cell> found = Stream.of("rx_bytes", "rx_packets", "tx_bytes", "tx_packets")
                    .map(row::cell)
                    .toList();
            if (row.cell("kind").equals(Cell.of("dummy"))) {
                assertThat(found)
                        .as("counters of dummy of %s", guest)
                        .allSatisfy(cell -> assertThat(cell)
                                .isInstanceOfSatisfying(
                                        Cell.Unreadable.class,
                                        unreadable ->
                                                assertThat(unreadable.reason()).contains("driver counts")));
            } else {
                assertThat(found)
                        .as("counters of %s of %s", row.text("name"), guest)
                        .isEqualTo(Objects.requireNonNull(told.get(row.text("name"))).stream()
                                .map(Cell::of)
                                .toList());
            }
        }
    }

    /** A new network namespace has a loopback interface, which is down. */
    @ParameterizedTest
    @MethodSource("guests")
    void otherNamespacesHaveTheirOwn(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        long first = LinuxGuest.namespace(recorded.truth(), "1", "net");
        List<Row> others = LinuxGuest.rows(recorded, "interfaces").stream()
                .filter(row -> row.number("netns") != first)
                .toList();
        assertThat(others.stream().map(row -> row.number("netns")))
                .as("other namespaces of %s", guest)
                .hasSizeGreaterThan(1)
                .doesNotHaveDuplicates();
        assertThat(others).as("interfaces of other namespaces of %s", guest).allSatisfy(row -> {
            assertThat(row.text("name")).isEqualTo("lo");
            assertThat(row.text("state")).isEqualTo("DOWN");
            assertThat(row.cell("ipv4")).isEqualTo(Cell.of(List.of()));
        });
    }

    private static List<Row> ofFirst(GuestFolder recorded) {
        long first = LinuxGuest.namespace(recorded.truth(), "1", "net");
        return LinuxGuest.rows(recorded, "interfaces").stream()
                .filter(row -> row.number("netns") == first)
                .toList();
    }

    private static Told told(Row row) {
        List<String> addresses = new ArrayList<>(((Cell.Texts) row.cell("ipv4")).values());
        addresses.addAll(((Cell.Texts) row.cell("ipv6")).values());
        Set<String> flags = new HashSet<>(((Cell.Texts) row.cell("flags")).values());
        flags.remove("RUNNING");
        return new Told(
                row.number("index"),
                row.text("name"),
                flags,
                row.number("mtu"),
                row.text("type"),
                row.text("mac"),
                addresses);
    }

    private static List<Told> told(Truth truth) {
        return Arrays.stream(truth.text("ip-addr.txt").split("(?m)^(?=\\d+: )"))
                .filter(text -> !text.isBlank())
                .map(InterfacesLiveTest::told)
                .toList();
    }

    private static Told told(String text) {
        List<String> lines = text.lines().map(String::strip).toList();
        Matcher head = match(HEAD, lines.get(0));
        Matcher link = match(LINK, lines.get(1));
        return new Told(
                Long.parseLong(head.group(1)),
                head.group(2),
                Set.of(head.group(3).split(",")),
                Long.parseLong(head.group(4)),
                link.group(1),
                link.group(2),
                lines.stream()
                        .map(ADDRESS::matcher)
                        .filter(Matcher::matches)
                        .map(address -> address.group(2))
                        .toList());
    }

    private static Matcher match(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        assertThat(matcher.matches()).as("%s is as expected", line).isTrue();
        return matcher;
    }

    /** Received bytes and packets, sent bytes and packets, by name. */
    private static Map<String, List<Long>> counters(Truth truth) {
        Map<String, List<Long>> counters = new TreeMap<>();
        truth.text("proc/net/dev").lines().skip(2).forEach(line -> {
            Matcher matcher = match(COUNTERS, line);
            List<Long> numbers = Pattern.compile("\\s+")
                    .splitAsStream(matcher.group(2))
                    .map(Long::valueOf)
                    .toList();
            counters.put(matcher.group(1), List.of(numbers.get(0), numbers.get(1), numbers.get(8), numbers.get(9)));
        });
        return counters;
    }
}
