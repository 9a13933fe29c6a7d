package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.lab.GuestFolder;
import dev.vmi4j.lab.Truth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The control groups of real guests, of both versions, beside the folders of the mounted hierarchies, {@code
 * /proc/cgroups} and {@code /proc/PID/cgroup}.
 */
@Covers("cgroups")
final class CgroupsLiveTest {
    private static final String VERSION_2 = "/sys/fs/cgroup";

    /** Where the guests' init mounts the hierarchies. */
    private static final Map<String, String> MOUNTS =
            Map.of(VERSION_2, "", "/run/cgroup/named", "name=lab", "/run/cgroup/freezer", "freezer");

    static Stream<String> guests() {
        LiveGuests.prefetch(LinuxGuest.NAMES);
        return LinuxGuest.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("guests")
    void groupsEqualTheMountedFolders(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        assertThat(LinuxGuest.rows(recorded, "cgroups").stream().map(CgroupsLiveTest::group))
                .as("groups of %s", guest)
                .hasSizeGreaterThan(5)
                .containsExactlyInAnyOrderElementsOf(recorded.truth()
                        .text("cgroup-folders.txt")
                        .lines()
                        .filter(folder -> isMounted(recorded.truth(), mountOf(folder)))
                        .map(folder -> MOUNTS.get(mountOf(folder)) + ":"
                                + (folder.equals(mountOf(folder))
                                        ? "/"
                                        : folder.substring(mountOf(folder).length())))
                        .toList());
    }

    /** Every thread is in one group of each hierarchy, but for zombies, which have left. */
    @ParameterizedTest
    @MethodSource("guests")
    void tasksEqualTheGroupsOfTheThreads(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        Truth truth = recorded.truth();
        Map<String, Long> expected = new TreeMap<>();
        List<Row> threads = LinuxGuest.rows(recorded, "threads").stream()
                .filter(row -> row.number("pid") != 0 && !row.text("state").equals("Z"))
                .toList();
        for (Row thread : threads) {
            String told = LinuxGuest.told(truth, "proc/" + thread.number("tgid") + "/cgroup");
            String groups = told.isEmpty() ? truth.text("proc/1/cgroup") : told;
            groups.lines().forEach(line -> expected.merge(line.substring(line.indexOf(':') + 1), 1L, Long::sum));
        }
        Map<String, Long> found = LinuxGuest.rows(recorded, "cgroups").stream()
                .filter(row -> row.number("tasks") != 0)
                .collect(Collectors.toMap(CgroupsLiveTest::group, row -> row.number("tasks"), Long::sum, TreeMap::new));
        assertThat(found).as("tasks in the groups of %s", guest).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("guests")
    void controllersEqualTheGuestsOwnAccount(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        Truth truth = recorded.truth();
        for (Row top : LinuxGuest.rows(recorded, "cgroups")) {
            if (top.text("path").equals("/") && top.number("hierarchy") != 0) {
                assertThat(((Cell.Texts) top.cell("controllers")).values())
                        .as("controllers of hierarchy %d of %s", top.number("hierarchy"), guest)
                        .containsExactlyInAnyOrderElementsOf(controllers(truth, top.number("hierarchy")));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("guests")
    void controllersOfVersion2EqualTheFiles(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        Map<String, Set<String>> told = new TreeMap<>();
        for (Row group : LinuxGuest.rows(recorded, "cgroups")) {
            Set<String> controllers = Set.copyOf(((Cell.Texts) group.cell("controllers")).values());
            if (group.number("hierarchy") == 0 && !controllers.isEmpty()) {
                told.put(group.text("path"), controllers);
            }
        }
        assertThat(told)
                .as("groups with controllers of %s", guest)
                .containsKey("/lab.slice")
                .isEqualTo(recorded.truth()
                        .text("cgroup-controllers.txt")
                        .lines()
                        .map(line -> line.split("/cgroup.controllers:", 2))
                        .collect(Collectors.toMap(
                                line -> line[0].equals(VERSION_2) ? "/" : line[0].substring(VERSION_2.length()),
                                line -> Set.of(line[1].split(" ")))));
    }

    /** As the second and third field of {@code /proc/PID/cgroup}. */
    private static String group(Row row) {
        String name = row.cell("hierarchy_name") instanceof Cell.Text(String text) ? "name=" + text : "";
        String controllers =
                row.number("hierarchy") == 0 ? "" : String.join(",", ((Cell.Texts) row.cell("controllers")).values());
        return (name.isEmpty() ? controllers : name) + ":" + row.text("path");
    }

    private static String mountOf(String folder) {
        return MOUNTS.keySet().stream().filter(folder::startsWith).findFirst().orElseThrow();
    }

    /** A kernel without version 1 has the empty folder alone. */
    private static boolean isMounted(Truth truth, String mount) {
        return truth.text("proc/mounts").lines().anyMatch(line -> line.contains(" " + mount + " cgroup"));
    }

    /** Those that belong to a hierarchy of version 1 and are enabled. */
    private static List<String> controllers(Truth truth, long hierarchy) {
        return Objects.requireNonNull(truth.text("proc/cgroups"))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .filter(fields -> fields[1].equals(String.valueOf(hierarchy)) && fields[3].equals("1"))
                .map(fields -> fields[0])
                .toList();
    }
}
