package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.lab.GuestFolder;
import dev.vmi4j.lab.Truth;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code processes} says of each process beyond its name and state, beside {@code /proc/PID/status}, {@code stat},
 * {@code smaps}, {@code environ}, {@code ns} and {@code cgroup}.
 */
@Covers("processes")
final class ProcessDetailsLiveTest {
    private static final long TICK = 10_000_000;
    private static final Map<String, String> CAPABILITIES = Map.of(
            "cap_effective", "CapEff",
            "cap_permitted", "CapPrm",
            "cap_inheritable", "CapInh",
            "cap_bounding", "CapBnd",
            "cap_ambient", "CapAmb");
    private static final List<String> NAMESPACES = List.of("mnt", "uts", "ipc", "pid", "net", "user", "cgroup", "time");

    static Stream<String> guests() {
        LiveGuests.prefetch(LinuxGuest.NAMES);
        return LinuxGuest.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("guests")
    void detailsEqualTheGuestsOwnAccount(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        List<Row> rows = LinuxGuest.rows(recorded, "processes");
        SoftAssertions softly = new SoftAssertions();
        rows.stream()
                .filter(row -> Files.exists(recorded.truth().file("proc/" + row.number("pid") + "/status")))
                .forEach(row -> compare(softly, recorded.truth(), row));
        rows.forEach(row -> softly.assertThat(row.cells().values())
                .as("cells of process %s", row.number("pid"))
                .noneMatch(Cell.Unreadable.class::isInstance));
        softly.assertAll();
        assertThat(rows)
                .filteredOn(row -> row.cell("user_root") instanceof Cell.Address)
                .as("processes with a second root")
                .hasSize(
                        guest.endsWith("-pti")
                                ? (int) rows.stream()
                                        .filter(ProcessDetailsLiveTest::hasMemory)
                                        .count()
                                : 0);
    }

    private static void compare(SoftAssertions softly, Truth truth, Row row) {
        String folder = "proc/" + row.number("pid");
        String who = folder + " " + row.text("name");
        Map<String, String> status = status(truth.text(folder + "/status"));
        ProcStat stat = ProcStat.of(truth, folder);
        identity(softly, who, row, status);
        privileges(softly, who, row, status);
        scheduling(softly, who, row, stat);
        namespaces(softly, who, row, truth, folder);
        places(softly, who, row, truth, folder);
        started(softly, who, row, truth);
        if (isUnmoved(row)) {
            softly.assertThat(row.cell("flags")).as("flags of %s", who).isEqualTo(new Cell.Address(stat.flags()));
            softly.assertThat(ticks(row, "user_time"))
                    .as("user_time of %s", who)
                    .isEqualTo(stat.userTicks());
            softly.assertThat(ticks(row, "system_time"))
                    .as("system_time of %s", who)
                    .isEqualTo(stat.systemTicks());
        }
        memory(softly, who, row, truth, folder, stat);
    }

    /** Threads of the kernel worked on, and the first process ended its report, before the guest was stopped. */
    private static boolean isUnmoved(Row row) {
        return row.cell("kernel_thread").equals(Cell.of(false)) && row.number("pid") != 1;
    }

    private static boolean hasMemory(Row row) {
        return row.cell("mm") instanceof Cell.Address;
    }

    private static void identity(SoftAssertions softly, String who, Row row, Map<String, String> status) {
        ids(softly, who, row, status, "Uid", "uid", "euid", "suid", "fsuid");
        ids(softly, who, row, status, "Gid", "gid", "egid", "sgid", "fsgid");
        softly.assertThat(row.cell("groups"))
                .as("groups of %s", who)
                .isEqualTo(Cell.of(words(status.getOrDefault("Groups", ""))));
    }

    private static void ids(
            SoftAssertions softly, String who, Row row, Map<String, String> status, String key, String... columns) {
        softly.assertThat(Arrays.stream(columns)
                        .map(row::number)
                        .map(String::valueOf)
                        .toList())
                .as("%s of %s", key, who)
                .isEqualTo(words(status.getOrDefault(key, "")));
    }

    private static void privileges(SoftAssertions softly, String who, Row row, Map<String, String> status) {
        CAPABILITIES.forEach((column, key) -> softly.assertThat(row.cell(column))
                .as("%s of %s", column, who)
                .isEqualTo(new Cell.Address(Long.parseUnsignedLong(status.getOrDefault(key, ""), 16))));
        softly.assertThat(row.number("seccomp"))
                .as("seccomp of %s", who)
                .isEqualTo(Long.parseLong(status.getOrDefault("Seccomp", "")));
        softly.assertThat(row.cell("no_new_privs"))
                .as("no_new_privs of %s", who)
                .isEqualTo(Cell.of(status.getOrDefault("NoNewPrivs", "").equals("1")));
    }

    private static void scheduling(SoftAssertions softly, String who, Row row, ProcStat stat) {
        softly.assertThat(row.number("process_group"))
                .as("process_group of %s", who)
                .isEqualTo(stat.processGroup());
        softly.assertThat(row.number("session")).as("session of %s", who).isEqualTo(stat.session());
        softly.assertThat(row.number("priority")).as("priority of %s", who).isEqualTo(stat.priority());
        softly.assertThat(row.number("nice")).as("nice of %s", who).isEqualTo(stat.nice());
        softly.assertThat(row.text("policy")).as("policy of %s", who).isEqualTo(stat.policy());
        softly.assertThat(row.cell("found_in")).as("found_in of %s", who).isEqualTo(Cell.of(List.of("list", "idr")));
        if (isUnmoved(row)) {
            softly.assertThat(row.number("cpu")).as("cpu of %s", who).isEqualTo(stat.cpu());
        }
    }

    /** After its end a process has no namespaces but that of its user, and their links cannot be read. */
    private static void namespaces(SoftAssertions softly, String who, Row row, Truth truth, String folder) {
        NAMESPACES.forEach(kind -> softly.assertThat(row.cell("ns_" + kind))
                .as("ns_%s of %s", kind, who)
                .isEqualTo(inode(truth, folder + "/ns/" + kind).map(Cell::of).orElse(Cell.NONE)));
        softly.assertThat(row.cell("cgroup"))
                .as("cgroup of %s", who)
                .isEqualTo(unified(truth.text(folder + "/cgroup")).map(Cell::of).orElse(Cell.NONE));
    }

    /** The guest's reader of {@code /proc} saw no path where there was none. */
    private static void places(SoftAssertions softly, String who, Row row, Truth truth, String folder) {
        Map.of("exe", "exe", "cwd", "cwd", "root_path", "root")
                .forEach((column, link) -> softly.assertThat(row.cell(column))
                        .as("%s of %s", column, who)
                        .isEqualTo(
                                Files.exists(truth.file(folder + "/" + link))
                                        ? Cell.of(
                                                truth.text(folder + "/" + link).strip())
                                        : Cell.NONE));
    }

    /** The guest tells when it booted in whole seconds. */
    private static void started(SoftAssertions softly, String who, Row row, Truth truth) {
        long boot = Long.parseLong(
                match("(?m)^btime (\\d+)$", truth.text("proc/stat")).orElseThrow());
        Instant expected = Instant.ofEpochSecond(boot).plusNanos(((Cell.Seconds) row.cell("start_time")).nanoseconds());
        softly.assertThat(Duration.between(expected, ((Cell.Moment) row.cell("started")).value()))
                .as("started of %s", who)
                .isBetween(Duration.ofSeconds(-1), Duration.ofSeconds(1));
    }

    /**
     * The pages that {@code smaps} counts in the page tables are the ones that the counters hold once every thread's and
     * CPU's part is added, which {@code status} leaves out.
     */
    private static void memory(SoftAssertions softly, String who, Row row, Truth truth, String folder, ProcStat stat) {
        if (!hasMemory(row)) {
            List.of("rss", "swap", "virtual_size", "environment", "mm")
                    .forEach(column -> softly.assertThat(row.cell(column))
                            .as("%s of %s", column, who)
                            .isEqualTo(Cell.NONE));
            return;
        }
        softly.assertThat(row.number("virtual_size"))
                .as("virtual_size of %s", who)
                .isEqualTo(stat.virtualSize());
        softly.assertThat(row.cell("active_mm")).as("active_mm of %s", who).isEqualTo(row.cell("mm"));
        softly.assertThat(row.cell("environment"))
                .as("environment of %s", who)
                .isEqualTo(Cell.of(environment(truth.bytes(folder + "/environ"))));
        if (isUnmoved(row)) {
            String smaps = truth.text(folder + "/smaps");
            softly.assertThat(row.number("rss")).as("rss of %s", who).isEqualTo(sum(smaps, "Rss"));
            softly.assertThat(row.number("swap")).as("swap of %s", who).isEqualTo(sum(smaps, "Swap"));
        }
    }

    private static long ticks(Row row, String column) {
        return ((Cell.Seconds) row.cell(column)).nanoseconds() / TICK;
    }

    private static Map<String, String> status(String text) {
        return text.lines()
                .filter(line -> line.contains(":\t"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf(':')),
                        line -> line.substring(line.indexOf('\t') + 1).strip(),
                        (first, _) -> first));
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+", -1));
    }

    private static Optional<Long> inode(Truth truth, String link) {
        return Files.exists(truth.file(link))
                ? match("\\[(\\d+)]", truth.text(link)).map(Long::valueOf)
                : Optional.empty();
    }

    private static Optional<String> unified(String cgroup) {
        return match("(?m)^0::(.*)$", cgroup);
    }

    private static long sum(String smaps, String key) {
        Matcher line = Pattern.compile("(?m)^" + key + ":\\s+(\\d+) kB$").matcher(smaps);
        return line.results().mapToLong(found -> Long.parseLong(found.group(1))).sum() * 1024;
    }

    private static Optional<String> match(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? Optional.of(Objects.requireNonNull(matcher.group(1))) : Optional.empty();
    }

    private static List<String> environment(byte[] environ) {
        return Pattern.compile("\0")
                .splitAsStream(new String(environ, StandardCharsets.UTF_8))
                .toList();
    }
}
