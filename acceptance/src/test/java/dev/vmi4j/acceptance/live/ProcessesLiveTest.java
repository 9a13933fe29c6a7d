package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.lab.DumpFormat;
import dev.vmi4j.lab.GuestFolder;
import dev.vmi4j.lab.Truth;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The processes of real guests, from each image format, beside what the guest's {@code /proc} said. */
@Covers("processes")
final class ProcessesLiveTest {
    /** Each kernel and paging mode; the size of the guest says nothing about processes. */
    private static final List<String> GUESTS =
            LinuxGuest.NAMES.stream().filter(guest -> !guest.endsWith("-1g")).toList();

    /** Sleeping or about to: kernel threads work on between the moment they were asked and the guest's stop. */
    private static final Set<String> KERNEL_THREAD_STATES = Set.of("I", "S", "D", "R");

    static Stream<Arguments> images() {
        LiveGuests.prefetch(GUESTS);
        return GUESTS.stream()
                .flatMap(guest -> Arrays.stream(DumpFormat.values()).map(format -> Arguments.of(guest, format)));
    }

    @ParameterizedTest
    @MethodSource("images")
    void processesEqualTheGuestsOwnAccount(String guest, DumpFormat format) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        Map<Long, Row> found = processes(recorded, format);
        Truth truth = recorded.truth();
        ToldProcesses.areThose(found.values(), truth);
        SoftAssertions softly = new SoftAssertions();
        truth.toldPids().stream()
                .filter(pid -> found.containsKey((long) pid))
                .map(pid -> GuestProcess.of(truth, pid))
                .forEach(process -> compare(softly, process, Objects.requireNonNull(found.get(process.pid()))));
        softly.assertAll();
    }

    private static void compare(SoftAssertions softly, GuestProcess expected, Row row) {
        String who = expected.pid() + " " + expected.name();
        number(softly, who, row, "tgid", expected.tgid());
        number(softly, who, row, "ppid", expected.ppid());
        number(softly, who, row, "uid", expected.uids().get(0));
        number(softly, who, row, "euid", expected.uids().get(1));
        number(softly, who, row, "gid", expected.gids().get(0));
        number(softly, who, row, "egid", expected.gids().get(1));
        number(softly, who, row, "threads", expected.threads());
        softly.assertThat(row.cell("kernel_thread"))
                .as("kernel_thread of %s", who)
                .isEqualTo(new Cell.Flag(expected.isKernelThread()));
        softly.assertThat(row.cell("start_time"))
                .as("start_time of %s", who)
                .satisfies(cell -> assertThat(((Cell.Seconds) cell).nanoseconds() / 10_000_000)
                        .isEqualTo(expected.startTicks()));
        compareName(softly, who, expected, row.cell("name"));
        compareState(softly, who, expected, row.cell("state"));
        compareMemory(softly, who, expected, row);
    }

    /** What a worker works on changes between the two accounts; everything else is compared byte by byte. */
    private static void compareName(SoftAssertions softly, String who, GuestProcess expected, Cell name) {
        String found = ((Cell.Text) name).value();
        if (found.startsWith("kworker/")) {
            softly.assertThat(worker(found)).as("name of %s", who).isEqualTo(worker(expected.name()));
        } else {
            softly.assertThat(bytes(found)).as("name of %s", who).isEqualTo(expected.nameBytes());
        }
    }

    private static String worker(String name) {
        return name.split("[-+]", 2)[0];
    }

    /** The bytes that a name stands for: {@code \xNN} is a byte that is no UTF-8. */
    private static byte[] bytes(String name) {
        String escaped = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return Pattern.compile("\\\\x([0-9a-f]{2})")
                .matcher(escaped)
                .replaceAll(
                        match -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The process that read {@code /proc} was running then, and is the only one of the guest's own that has moved on. */
    private static void compareState(SoftAssertions softly, String who, GuestProcess expected, Cell state) {
        if (expected.isKernelThread()) {
            softly.assertThat(((Cell.Text) state).value())
                    .as("state of %s", who)
                    .isIn(KERNEL_THREAD_STATES);
        } else if (expected.pid() != 1) {
            softly.assertThat(state).as("state of %s", who).isEqualTo(Cell.of(expected.state()));
        }
    }

    private static void compareMemory(SoftAssertions softly, String who, GuestProcess expected, Row row) {
        boolean hasMemory = !expected.isKernelThread() && !expected.state().equals("Z");
        if (hasMemory) {
            softly.assertThat(row.cell("command_line"))
                    .as("command_line of %s", who)
                    .isEqualTo(Cell.of(expected.arguments()));
            softly.assertThat(row.cell("root")).as("root of %s", who).isInstanceOf(Cell.Address.class);
        } else {
            softly.assertThat(row.cell("command_line"))
                    .as("command_line of %s", who)
                    .isEqualTo(Cell.NONE);
            softly.assertThat(row.cell("root")).as("root of %s", who).isEqualTo(Cell.NONE);
        }
    }

    private static void number(SoftAssertions softly, String who, Row row, String column, long value) {
        softly.assertThat(row.cell(column)).as("%s of %s", column, who).isEqualTo(Cell.of(value));
    }

    private static Map<Long, Row> processes(GuestFolder recorded, DumpFormat format) {
        TableNotes notes = new TableNotes();
        List<Row> rows = LinuxGuest.rows(recorded, format, "processes", notes);
        assertThat(notes.all()).isEmpty();
        return rows.stream().collect(Collectors.toMap(row -> row.number("pid"), row -> row));
    }
}
