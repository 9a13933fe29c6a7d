package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.lab.GuestFolder;
import dev.vmi4j.lab.Truth;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The control groups of real guests beside {@code /proc/cgroups} and {@code /proc/PID/cgroup}. The guests' workload makes
 * no groups of its own: there is one hierarchy, of version 2, with its topmost group, and every process is in it.
 */
final class CgroupsLiveTest {
    static Stream<String> guests() {
        LiveGuests.prefetch(LinuxGuest.NAMES);
        return LinuxGuest.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("guests")
    void groupsEqualTheGuestsOwnAccount(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        Truth truth = recorded.truth();
        List<Row> rows = LinuxGuest.rows(recorded, "cgroups");
        assertThat(rows.stream().map(row -> row.number("hierarchy") + "::" + row.text("path")))
                .as("groups of %s", guest)
                .containsExactlyElementsOf(groups(truth));
        Row top = rows.getFirst();
        assertThat(top.cell("hierarchy_name")).isEqualTo(Cell.NONE);
        assertThat(top.number("id")).as("inode of the topmost folder").isEqualTo(1);
        assertThat(((Cell.Texts) top.cell("controllers")).values())
                .as("controllers of %s", guest)
                .containsAll(controllers(truth));
        assertThat(top.number("tasks")).as("tasks of %s", guest).isEqualTo(threads(recorded));
    }

    private static List<String> groups(Truth truth) {
        return truth.toldPids().stream()
                .map(pid -> truth.file("proc/" + pid + "/cgroup"))
                .filter(file -> file.toFile().exists())
                .flatMap(file ->
                        truth.text(truth.folder().relativize(file).toString()).lines())
                .distinct()
                .toList();
    }

    /** Those that belong to hierarchy 0 and are enabled; version 2 calls {@code blkio} {@code io}. */
    private static List<String> controllers(Truth truth) {
        return truth.text("proc/cgroups")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .filter(fields -> fields[1].equals("0") && fields[3].equals("1"))
                .map(fields -> fields[0].equals("blkio") ? "io" : fields[0])
                .toList();
    }

    /** Every thread is in it, but for zombies, which have left, and the idle tasks, which are in none. */
    private static long threads(GuestFolder recorded) {
        return LinuxGuest.rows(recorded, "threads").stream()
                .filter(row -> row.number("pid") != 0 && !row.text("state").equals("Z"))
                .count();
    }
}
