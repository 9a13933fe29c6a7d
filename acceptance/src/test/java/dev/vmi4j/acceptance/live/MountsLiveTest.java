package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.lab.GuestFolder;
import dev.vmi4j.lab.Truth;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
@Covers("mounts")
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
        Set<Long> elsewhere = rootedElsewhere(recorded.truth());
        Map<String, String> lines = new TreeMap<>();
        found.forEach((name, row) -> {
            if (expected.containsKey(name)) {
                lines.put(name, line(row));
            } else if (!elsewhere.contains(row.number("namespace"))) {
                assertThat(row.text("mount_point"))
                        .as("mount %s of %s", name, guest)
                        .isEqualTo("/");
            }
        });
        assertThat(lines).as("mounts of %s", guest).hasSizeGreaterThan(15).isEqualTo(expected);
    }

    /** Of each namespace, what its oldest process is told of. */
    @ParameterizedTest
    @MethodSource("guests")
    void visibleIsWhatMountinfoShows(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        Truth truth = recorded.truth();
        Map<Long, List<Row>> byReader = LinuxGuest.rows(recorded, "mounts").stream()
                .filter(row -> !row.cell("pid").equals(Cell.NONE))
                .collect(Collectors.groupingBy(row -> row.number("pid")));
        assertThat(byReader).hasSizeGreaterThan(1);
        byReader.forEach((pid, rows) -> {
            String told = LinuxGuest.told(truth, "proc/" + pid + "/mountinfo");
            if (!told.isEmpty()) {
                assertThat(rows.stream()
                                .filter(row -> row.cell("visible").equals(Cell.of(true)))
                                .map(row -> String.valueOf(row.number("mount_id"))))
                        .as("mounts that process %s of %s sees", pid, guest)
                        .containsExactlyInAnyOrderElementsOf(told.lines()
                                .map(line -> line.split(" ", -1))
                                .filter(words -> !words[4].equals("/truth"))
                                .map(words -> words[0])
                                .toList());
            }
        });
    }

    /** Namespace and mount to the line that tells of it. */
    private static Map<String, String> expected(Truth truth) {
        Map<String, String> expected = new TreeMap<>();
        truth.toldPids().stream().filter(truth.pids()::contains).forEach(pid -> {
            String mounts = LinuxGuest.told(truth, "proc/" + pid + "/mountinfo");
            long namespace = mounts.isEmpty() ? 0 : LinuxGuest.namespace(truth, String.valueOf(pid), "mnt");
            String root = mounts.isEmpty() ? "" : truth.text("proc/" + pid + "/root");
            mounts.lines()
                    .filter(line -> !line.split(" ", -1)[4].equals("/truth"))
                    .forEach(line -> expected.put(namespace + "/" + line.split(" ", -1)[0], from(root, line)));
        });
        return expected;
    }

    /**
     * A process with a root of its own is told of mount points from there, and of nothing outside. The layers of an overlay
     * are known to the module of that file system alone, whose types the kernel's own do not contain.
     */
    private static String from(String root, String line) {
        String[] words = line.split(" ", -1);
        if (!root.equals("/")) {
            words[4] = words[4].equals("/") ? root : root + words[4];
        }
        if (line.contains(" - overlay ")) {
            words[words.length - 1] = words[words.length - 1].replaceFirst(",.*", "");
        }
        return String.join(" ", words);
    }

    private static Set<Long> rootedElsewhere(Truth truth) {
        return truth.toldPids().stream()
                .filter(pid ->
                        !LinuxGuest.told(truth, "proc/" + pid + "/mountinfo").isEmpty())
                .filter(pid -> !truth.text("proc/" + pid + "/root").equals("/"))
                .map(pid -> LinuxGuest.namespace(truth, String.valueOf(pid), "mnt"))
                .collect(Collectors.toSet());
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
