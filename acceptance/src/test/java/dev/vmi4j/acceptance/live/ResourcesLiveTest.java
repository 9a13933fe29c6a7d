package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.lab.GuestFolder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The claimed addresses and ports of real guests beside {@code /proc/iomem} and {@code /proc/ioports}, line by line. */
@Covers({"iomem", "ioports"})
final class ResourcesLiveTest {
    static Stream<String> guests() {
        LiveGuests.prefetch(LinuxGuest.NAMES);
        return LinuxGuest.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("guests")
    void memoryEqualsTheGuestsOwnAccount(String guest) {
        compare(LiveGuests.recorded(guest), "iomem", 8, LinuxGuest.isArm(guest) ? 15 : 20);
    }

    @ParameterizedTest
    @MethodSource("guests")
    void portsEqualTheGuestsOwnAccount(String guest) {
        compare(
                LiveGuests.recorded(guest),
                "ioports",
                LinuxGuest.isArm(guest) ? 8 : 4,
                LinuxGuest.isArm(guest) ? 2 : 20);
    }

    private static void compare(GuestFolder recorded, String table, int digits, int more) {
        List<String> expected = recorded.truth().text("proc/" + table).lines().toList();
        assertThat(LinuxGuest.rows(recorded, table).stream().map(row -> line(row, digits)))
                .as("%s of %s", table, recorded.folder().getFileName())
                .hasSizeGreaterThan(more)
                .containsExactlyElementsOf(expected);
    }

    /** A row as {@code kernel/resource.c:r_show} prints it. */
    private static String line(Row row, int digits) {
        String format = "%0" + digits + "x-%0" + digits + "x : %s";
        return "  ".repeat((int) row.number("depth"))
                + format.formatted(
                        ((Cell.Address) row.cell("start")).value(),
                        ((Cell.Address) row.cell("end")).value(),
                        row.text("name"));
    }
}
