package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.lab.GuestFolder;
import dev.vmi4j.lab.Truth;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What real guests say that was booted, and when, beside {@code /proc}. */
@Covers("boot")
final class BootLiveTest {
    /** Between the guest's account and its stop the lab reads a long text from its serial port. */
    private static final Duration LATER = Duration.ofMinutes(10);

    /** The mark of the second of {@code date} and the hundredth of {@code /proc/uptime}. */
    private static final Duration ROUNDING = Duration.ofSeconds(1);

    /** By bit, as {@code Documentation/admin-guide/tainted-kernels.rst} names them. */
    private static final String TAINTS = "PFSRMBUDAWCIOELKXT";

    static Stream<String> guests() {
        LiveGuests.prefetch(LinuxGuest.NAMES);
        return LinuxGuest.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("guests")
    void bootEqualsTheGuestsOwnAccount(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        Truth truth = recorded.truth();
        List<Row> rows = LinuxGuest.rows(recorded, "boot");
        assertThat(rows).hasSize(1);
        Row row = rows.getFirst();
        SoftAssertions softly = new SoftAssertions();
        text(softly, row, "release", line(truth, "proc/sys/kernel/osrelease"));
        text(softly, row, "version", line(truth, "proc/sys/kernel/version"));
        text(softly, row, "hostname", line(truth, "proc/sys/kernel/hostname"));
        text(softly, row, "domain", line(truth, "proc/sys/kernel/domainname"));
        text(softly, row, "command_line", line(truth, "proc/cmdline"));
        text(softly, row, "banner", line(truth, "proc/version"));
        text(softly, row, "machine", machine(guest));
        text(softly, row, "taints", taints(Long.parseLong(line(truth, "proc/sys/kernel/tainted"))));
        long cpus = truth.text("proc/cpuinfo")
                .lines()
                .filter(line -> line.startsWith("processor"))
                .count();
        softly.assertThat(row.number("cpus_online")).as("cpus_online").isEqualTo(cpus);
        softly.assertThat(row.number("cpus_possible")).as("cpus_possible").isGreaterThanOrEqualTo(cpus);
        softly.assertThat(row.number("memory")).as("memory").isEqualTo(memory(truth));
        softly.assertThat(row.number("minutes_west")).as("minutes_west").isZero();
        softly.assertThat(HexFormat.of().formatHex(truth.bytes("sys/kernel/notes")))
                .as("notes with the build id")
                .contains("040000001400000003000000474e5500" + row.text("build_id"));
        compareTimes(softly, truth, row);
        softly.assertAll();
    }

    /** The guest ran on, so its clock and its uptime are later by the same; boot is the same instant for both. */
    private static void compareTimes(SoftAssertions softly, Truth truth, Row row) {
        Instant told = Instant.ofEpochSecond(Long.parseLong(line(truth, "time.txt")));
        softly.assertThat(moment(row, "time")).as("time").isBetween(told.minus(ROUNDING), told.plus(LATER));
        Duration up = Duration.ofMillis(
                (long) (Double.parseDouble(line(truth, "proc/uptime").split(" ", 2)[0]) * 1000));
        Duration uptime = Duration.ofNanos(((Cell.Seconds) row.cell("uptime")).nanoseconds());
        softly.assertThat(uptime).as("uptime").isBetween(up.minus(ROUNDING), up.plus(LATER));
        softly.assertThat(moment(row, "boot_time"))
                .as("boot_time")
                .isEqualTo(moment(row, "time").minus(uptime))
                .isEqualTo(Instant.ofEpochSecond(
                        bootTime(truth), moment(row, "boot_time").get(ChronoField.NANO_OF_SECOND)));
    }

    /** Seconds since 1970, {@code btime} of {@code /proc/stat}, rounded down. */
    private static long bootTime(Truth truth) {
        return truth.text("proc/stat")
                .lines()
                .filter(line -> line.startsWith("btime "))
                .mapToLong(line -> Long.parseLong(line.substring(6)))
                .findFirst()
                .orElseThrow();
    }

    private static long memory(Truth truth) {
        return truth.text("proc/meminfo")
                        .lines()
                        .filter(line -> line.startsWith("MemTotal:"))
                        .mapToLong(line -> LinuxGuest.number(line))
                        .findFirst()
                        .orElseThrow()
                * 1024;
    }

    private static String machine(String guest) {
        if (LinuxGuest.isArm(guest)) {
            return "aarch64";
        }
        return LinuxGuest.isI386(guest) ? "i686" : "x86_64";
    }

    private static String taints(long mask) {
        return LongStream.range(0, TAINTS.length())
                .filter(bit -> (mask >>> bit & 1) != 0)
                .mapToObj(bit -> TAINTS.substring((int) bit, (int) bit + 1))
                .collect(Collectors.joining());
    }

    private static Instant moment(Row row, String column) {
        return ((Cell.Moment) row.cell(column)).value();
    }

    private static void text(SoftAssertions softly, Row row, String column, String value) {
        softly.assertThat(row.cell(column)).as(column).isEqualTo(Cell.of(value));
    }

    private static String line(Truth truth, String file) {
        return truth.text(file).stripTrailing();
    }
}
