package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.lab.GuestFolder;
import dev.vmi4j.lab.Truth;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The mounts of real guests beside {@code /proc/PID/mountinfo}, in every mount namespace that a process is in. Two things
 * differ by nature: the file system that the account was written to is unmounted before the guest stops, and {@code
 * mountinfo} leaves out the mounts above the root directory of its reader, which are all mounted at {@code /}.
 */
final class MountsLiveTest {
    static Stream<String> guests() {
        LiveGuests.prefetch(LinuxGuest.NAMES);
        return LinuxGuest.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("guests")
    void mountsEqualTheGuestsOwnAccount(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        Map<String, Row> found = LinuxGuest.rows(recorded, "mounts").stream()
                .collect(Collectors.toMap(
                        row -> row.number("namespace") + "/" + row.number("mount_id"),
                        row -> row,
                        (a, _) -> a,
                        TreeMap::new));
        Map<String, String> expected = expected(recorded.truth());
        Map<String, String> lines = new TreeMap<>();
        found.forEach((name, row) -> {
            if (expected.containsKey(name)) {
                lines.put(name, line(row));
            } else {
                assertThat(row.text("mount_point"))
                        .as("mount %s of %s", name, guest)
                        .isEqualTo("/");
            }
        });
        assertThat(lines).as("mounts of %s", guest).hasSizeGreaterThan(15).isEqualTo(expected);
    }

    /** Namespace and mount to the line that tells of it. */
    private static Map<String, String> expected(Truth truth) {
        Map<String, String> expected = new TreeMap<>();
        truth.toldPids().stream().filter(truth.pids()::contains).forEach(pid -> {
            String mounts = LinuxGuest.told(truth, "proc/" + pid + "/mountinfo");
            long namespace = mounts.isEmpty() ? 0 : LinuxGuest.namespace(truth, String.valueOf(pid), "mnt");
            mounts.lines()
                    .filter(line -> !line.split(" ", -1)[4].equals("/truth"))
                    .forEach(line -> expected.put(namespace + "/" + line.split(" ", -1)[0], line));
        });
        return expected;
    }

    /** The row as the kernel prints it. */
    private static String line(Row row) {
        return Stream.of(
                        Stream.of(
                                String.valueOf(row.number("mount_id")),
                                String.valueOf(row.number("parent_id")),
                                row.text("device"),
                                escaped(row.text("root")),
                                escaped(row.text("mount_point")),
                                row.text("options")),
                        ((Cell.Texts) row.cell("propagation")).values().stream(),
                        Stream.of("-", row.text("type"), escaped(row.text("source")), row.text("super_options")))
                .flatMap(part -> part)
                .collect(Collectors.joining(" "));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\134")
                .replace(" ", "\\040")
                .replace("\t", "\\011")
                .replace("\n", "\\012");
    }
}
