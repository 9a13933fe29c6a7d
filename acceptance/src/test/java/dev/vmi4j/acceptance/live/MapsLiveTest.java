package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.lab.GuestFolder;
import dev.vmi4j.lab.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The memory regions of real guests beside {@code /proc/PID/maps} and {@code smaps}. The workload sleeps by then; only the
 * first process, the shell that writes the account down, works on, which its heap shows.
 */
@Covers("maps")
final class MapsLiveTest {
    private static final Pattern RSS = Pattern.compile("(?m)^Rss: +(\\d+) kB$");
    private static final Pattern SWAP = Pattern.compile("(?m)^Swap: +(\\d+) kB$");

    static Stream<String> guests() {
        LiveGuests.prefetch(LinuxGuest.NAMES);
        return LinuxGuest.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("guests")
    void regionsEqualTheGuestsOwnAccount(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        Truth truth = recorded.truth();
        Map<Long, List<Row>> found = LinuxGuest.rows(recorded, "maps").stream()
                .filter(row -> truth.toldPids().contains((int) row.number("pid")))
                .collect(Collectors.groupingBy(row -> row.number("pid"), TreeMap::new, Collectors.toList()));
        Map<Long, List<String>> expected = new TreeMap<>();
        truth.toldPids().stream().filter(truth.pids()::contains).forEach(pid -> {
            List<String> lines =
                    LinuxGuest.told(truth, "proc/" + pid + "/maps").lines().toList();
            if (!lines.isEmpty()) {
                expected.put(
                        pid.longValue(),
                        lines.stream().map(MapsLiveTest::columns).toList());
            }
        });
        assertThat(lines(found))
                .as("regions of %s", guest)
                .hasSizeGreaterThan(10)
                .isEqualTo(expected);
        found.forEach((pid, rows) -> comparePages(guest, truth, pid, rows));
    }

    private static void comparePages(String guest, Truth truth, long pid, List<Row> rows) {
        String smaps = truth.text("proc/" + pid + "/smaps");
        List<Row> compared = rows.stream().filter(row -> !grows(pid, row)).toList();
        assertThat(compared.stream().map(row -> row.number("rss")))
                .as("rss of process %d of %s", pid, guest)
                .isEqualTo(pages(RSS, smaps, pid, rows));
        assertThat(compared.stream().map(row -> row.number("swap")))
                .as("swap of process %d of %s", pid, guest)
                .isEqualTo(pages(SWAP, smaps, pid, rows));
    }

    private static List<Long> pages(Pattern field, String smaps, long pid, List<Row> rows) {
        List<Long> all = field.matcher(smaps)
                .results()
                .map(match -> Long.parseLong(match.group(1)) << 10)
                .toList();
        assertThat(all).hasSameSizeAs(rows);
        List<Long> compared = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (!grows(pid, rows.get(i))) {
                compared.add(all.get(i));
            }
        }
        return compared;
    }

    /** The shell that wrote the account down touched more of its heap and stack after it was told of itself. */
    private static boolean grows(long pid, Row row) {
        return pid == 1
                && (row.cell("path").equals(Cell.of("[heap]"))
                        || row.cell("path").equals(Cell.of("[stack]")));
    }

    private static Map<Long, List<String>> lines(Map<Long, List<Row>> found) {
        Map<Long, List<String>> lines = new TreeMap<>();
        found.forEach((pid, rows) ->
                lines.put(pid, rows.stream().map(MapsLiveTest::line).toList()));
        return lines;
    }

    /** The row as the kernel prints it, its columns separated by one space. */
    private static String line(Row row) {
        String range = "%08x-%08x".formatted(address(row, "start"), address(row, "end"));
        String place = "%s %08x %s %s"
                .formatted(
                        row.text("permissions"),
                        row.number("offset"),
                        row.cell("device") instanceof Cell.Text(String device) ? device : "00:00",
                        row.cell("inode") instanceof Cell.Count(long inode) ? inode : 0);
        return (range + " " + place + " " + (row.cell("path") instanceof Cell.Text(String path) ? path : "")).strip();
    }

    private static long address(Row row, String column) {
        return ((Cell.Address) row.cell(column)).value();
    }

    private static String columns(String line) {
        return String.join(" ", line.split(" +", 6)).strip();
    }
}
