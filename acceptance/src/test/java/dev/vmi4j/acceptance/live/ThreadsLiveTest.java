package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.lab.GuestFolder;
import dev.vmi4j.lab.Truth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tasks of real guests beside what {@code /proc/PID/task/TID/stat} said. */
@Covers("threads")
final class ThreadsLiveTest {
    private static final long TICK = 10_000_000;

    static Stream<String> guests() {
        LiveGuests.prefetch(LinuxGuest.NAMES);
        return LinuxGuest.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("guests")
    void threadsEqualTheGuestsOwnAccount(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        List<Row> rows = LinuxGuest.rows(recorded, "threads");
        Set<String> told = told(recorded.truth());
        assertThat(rows.stream().map(ThreadsLiveTest::folder)).containsAll(told);
        SoftAssertions softly = new SoftAssertions();
        rows.stream()
                .filter(row -> told.contains(folder(row)))
                .forEach(row -> compare(softly, row, ProcStat.of(recorded.truth(), folder(row))));
        rows.forEach(row -> softly.assertThat(row.cells().values())
                .as("cells of task %s", folder(row))
                .noneMatch(Cell.Unreadable.class::isInstance));
        idle(softly, rows, recorded.truth());
        softly.assertAll();
        assertThat(rows)
                .filteredOn(ThreadsLiveTest::isUsers)
                .as("threads of user space")
                .hasSizeGreaterThan(told.size() / 2);
    }

    private static void compare(SoftAssertions softly, Row row, ProcStat stat) {
        String who = folder(row) + " " + row.text("name");
        softly.assertThat(row.number("priority")).as("priority of %s", who).isEqualTo(stat.priority());
        softly.assertThat(row.number("realtime_priority"))
                .as("realtime_priority of %s", who)
                .isEqualTo(stat.realtimePriority());
        softly.assertThat(row.number("nice")).as("nice of %s", who).isEqualTo(stat.nice());
        softly.assertThat(row.text("policy")).as("policy of %s", who).isEqualTo(stat.policy());
        softly.assertThat(ticks(row, "start_time")).as("start_time of %s", who).isEqualTo(stat.startTicks());
        softly.assertThat(((Cell.Texts) row.cell("found_in")).values())
                .as("found_in of %s", who)
                .contains("list", "idr");
        if (isUsers(row) && row.number("pid") != 1) {
            softly.assertThat(row.text("state")).as("state of %s", who).isEqualTo(stat.state());
            softly.assertThat(row.number("cpu")).as("cpu of %s", who).isEqualTo(stat.cpu());
            softly.assertThat(ticks(row, "user_time"))
                    .as("user_time of %s", who)
                    .isEqualTo(stat.userTicks());
            softly.assertThat(ticks(row, "system_time"))
                    .as("system_time of %s", who)
                    .isEqualTo(stat.systemTicks());
        }
    }

    /** {@code /proc} does not show the idle tasks; each CPU of {@code /proc/stat} has one, named after it. */
    private static void idle(SoftAssertions softly, List<Row> rows, Truth truth) {
        List<String> expected = truth.text("proc/stat")
                .lines()
                .filter(line -> line.matches("cpu\\d+ .*"))
                .map(line -> "swapper/" + line.substring(3, line.indexOf(' ')))
                .toList();
        softly.assertThat(rows.stream().filter(row -> row.number("pid") == 0).map(row -> row.text("name")))
                .as("idle tasks")
                .containsExactlyElementsOf(expected);
    }

    private static boolean isUsers(Row row) {
        return row.cell("kernel_thread").equals(Cell.of(false)) && row.number("pid") != 0;
    }

    private static long ticks(Row row, String column) {
        return ((Cell.Seconds) row.cell(column)).nanoseconds() / TICK;
    }

    private static String folder(Row row) {
        return "proc/" + row.number("tgid") + "/task/" + row.number("pid");
    }

    /** The tasks of which the guest told. */
    private static Set<String> told(Truth truth) {
        Set<String> told = new TreeSet<>();
        truth.toldPids().forEach(pid -> told.addAll(tasks(truth, "proc/" + pid + "/task")));
        return told;
    }

    private static List<String> tasks(Truth truth, String folder) {
        if (!Files.exists(truth.file(folder))) {
            return List.of();
        }
        try (Stream<Path> tasks = Files.list(truth.file(folder))) {
            return tasks.filter(task -> Files.exists(task.resolve("stat")))
                    .map(task -> folder + "/" + task.getFileName())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
