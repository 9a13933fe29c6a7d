package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.lab.GuestFolder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The log of real guests beside what {@code dmesg} printed in them; what the kernel logged since then follows. */
@Covers("dmesg")
final class DmesgLiveTest {
    static Stream<String> guests() {
        LiveGuests.prefetch(LinuxGuest.NAMES);
        return LinuxGuest.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("guests")
    void theLogBeginsWithWhatTheGuestPrinted(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        List<String> expected = recorded.truth().text("dmesg.txt").lines().toList();
        List<Row> rows = LinuxGuest.rows(recorded, "dmesg");
        assertThat(rows.stream().flatMap(DmesgLiveTest::lines).limit(expected.size()))
                .as("log of %s", guest)
                .hasSizeGreaterThan(200)
                .containsExactlyElementsOf(expected);
        assertThat(rows.stream().map(row -> row.number("sequence")))
                .as("sequence of %s", guest)
                .containsExactlyElementsOf(
                        IntStream.range(0, rows.size()).mapToObj(i -> (long) i).toList());
        assertThat(rows).as("log of %s", guest).allSatisfy(row -> {
            assertThat(row.cell("truncated")).isEqualTo(Cell.of(false));
            assertThat(row.number("level")).isBetween(0L, 7L);
            assertThat(row.number("facility")).isZero();
        });
    }

    /** A driver that names its device at the start of the text also says which it is. */
    @ParameterizedTest
    @MethodSource("guests")
    void recordsNameTheirDevice(String guest) {
        List<Row> rows = LinuxGuest.rows(LiveGuests.recorded(guest), "dmesg");
        String subsystem = LinuxGuest.isArm(guest) ? "platform" : "pci";
        String device = LinuxGuest.isArm(guest) ? "4010000000.pcie" : "0000:00:1f.2";
        assertThat(rows.stream().filter(row -> row.cell("device").equals(Cell.of("+" + subsystem + ":" + device))))
                .as("records about a controller of %s", guest)
                .isNotEmpty()
                .allSatisfy(row -> {
                    assertThat(row.text("subsystem")).isEqualTo(subsystem);
                    assertThat(row.text("text")).contains(device);
                });
    }

    /** Each line of the text has the time before it, in microseconds. */
    private static Stream<String> lines(Row row) {
        long microseconds = ((Cell.Seconds) row.cell("time")).nanoseconds() / 1000;
        return Arrays.stream(row.text("text").split("\n", -1))
                .map(line -> "[%5d.%06d] %s".formatted(microseconds / 1_000_000, microseconds % 1_000_000, line));
    }
}
