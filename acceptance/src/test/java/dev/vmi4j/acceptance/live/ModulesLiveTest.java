package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.lab.GuestFolder;
import dev.vmi4j.lab.Truth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The modules of real guests beside {@code /proc/modules} and {@code /sys/module}; none is loaded after those were read. */
@Covers("modules")
final class ModulesLiveTest {
    static Stream<String> guests() {
        LiveGuests.prefetch(LinuxGuest.NAMES);
        return LinuxGuest.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("guests")
    void modulesEqualTheGuestsOwnAccount(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        Truth truth = recorded.truth();
        List<Row> rows = LinuxGuest.rows(recorded, "modules");
        assertThat(rows.stream().map(row -> line(row, LinuxGuest.isI386(guest) ? "%08x" : "%016x")))
                .as("modules of %s", guest)
                .hasSizeGreaterThan(3)
                .containsExactlyElementsOf(truth.text("proc/modules").lines().toList());
        for (Row row : rows) {
            String who = row.text("name") + " of " + guest;
            assertThat(((Cell.Texts) row.cell("sections")).values())
                    .as("sections of %s", who)
                    .containsExactlyInAnyOrderElementsOf(sections(truth.file("sys/module/" + row.text("name"))));
            assertThat(row.cell("found_in"))
                    .as("found_in of %s", who)
                    .isEqualTo(Cell.of(List.of("list", "kset", "areas", "memory")));
            assertThat(row.text("build_id")).as("build_id of %s", who).matches("[0-9a-f]{40}");
        }
    }

    /** The workload loads these modules without options, so that their parameters have the values of their source. */
    @ParameterizedTest
    @MethodSource("guests")
    void parametersHaveTheirDefaults(String guest) {
        List<Row> rows = LinuxGuest.rows(LiveGuests.recorded(guest), "modules");
        assertThat(parameters(rows, "dummy")).containsExactly("numdummies=1");
        assertThat(parameters(rows, "loop")).contains("max_part=0");
        assertThat(parameters(rows, "overlay")).contains("metacopy=N", "redirect_max=256", "redirect_always_follow=Y");
    }

    private static List<String> parameters(List<Row> rows, String name) {
        Row module = rows.stream()
                .filter(row -> row.text("name").equals(name))
                .findFirst()
                .orElseThrow();
        return ((Cell.Texts) module.cell("parameters")).values();
    }

    /** A row as {@code kernel/module/procfs.c:m_show} prints it. */
    private static String line(Row row, String address) {
        List<String> users = ((Cell.Texts) row.cell("used_by")).values();
        String taints = row.text("taints");
        return ("%s %d %d %s %s 0x" + address + "%s")
                .formatted(
                        row.text("name"),
                        row.number("size"),
                        row.number("references"),
                        users.isEmpty() ? "-" : String.join(",", users) + ",",
                        row.text("state"),
                        ((Cell.Address) row.cell("base")).value(),
                        taints.isEmpty() ? "" : " (" + taints + ")");
    }

    private static List<String> sections(Path module) {
        try (Stream<Path> files = Files.list(module.resolve("sections"))) {
            return Arrays.stream(files.toArray(Path[]::new))
                    .map(ModulesLiveTest::section)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String section(Path file) {
        try {
            return file.getFileName() + "=" + Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
