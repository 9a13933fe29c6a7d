package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.driver.dump.Progress;
import dev.vmi4j.driver.qemu.QemuGuest;
import dev.vmi4j.driver.qemu.QemuOptions;
import dev.vmi4j.driver.qemu.RamWay;
import dev.vmi4j.lab.DumpFormat;
import dev.vmi4j.lab.LabGuest;
import dev.vmi4j.session.OpenOptions;
import dev.vmi4j.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of guests that run, beside an image of the same moment and the guest's own list of its processes. */
final class RunningGuestLiveTest {
    private static final List<RunningGuest> USUAL = List.of(
            RunningGuest.of("tables-4level-1", "linux-6.1-amd64", "vcpus=1"),
            RunningGuest.of("tables-5level-4", "linux-6.1-amd64-5level", "vcpus=4"));
    private static final List<RunningGuest> OTHERS = List.of(
            RunningGuest.of("tables-1g", "linux-6.1-amd64-1g"), RunningGuest.of("tables-arm64", "linux-6.1-arm64"));

    /** A raw image has no registers, so that it lacks the stacks of the tasks that were running. */
    private static final String NEEDS_REGISTERS = "stacks";

    @TempDir
    private Path folder = Path.of("");

    static Stream<RunningGuest> guests() {
        return RunningGuest.chosen(USUAL, OTHERS);
    }

    @ParameterizedTest
    @MethodSource("guests")
    void everyTableIsThatOfAnImageOfTheSameMoment(RunningGuest kind) throws IOException {
        try (LabGuest lab = kind.boot()) {
            Path image = folder.resolve("image.raw");
            QemuOptions options = QemuOptions.of(lab.handOver());
            try (Session live = Session.attach(options)) {
                GuestSystem system = live.requireSystem();
                try (var _ = live.pause()) {
                    lab.dump(DumpFormat.RAW, image);
                    Map<String, List<Row>> tables = tables(system);
                    ToldProcesses.areThose(Objects.requireNonNull(tables.get("processes")), lab.truth());
                    same(tables, image);
                }
                QemuGuest guest = (QemuGuest) live.driver();
                assertThat(guest.ramWay()).isEqualTo(RamWay.MAPPED);
                assertThat(guest.isPaused()).isFalse();
            }
            try (Session slower = Session.attach(options.withWays(EnumSet.of(RamWay.PROCESS)))) {
                GuestSystem system = slower.requireSystem();
                try (var _ = slower.pause()) {
                    Files.delete(image);
                    lab.dump(DumpFormat.RAW, image);
                    same(tables(system), image);
                }
                assertThat(((QemuGuest) slower.driver()).ramWay()).isEqualTo(RamWay.PROCESS);
            }
        }
    }

    private static void same(Map<String, List<Row>> live, Path image) {
        OpenOptions options =
                new OpenOptions(OptionalLong.empty(), Optional.empty(), OpenOptions.Keeping.NOTHING, List.of());
        try (Session recorded = Session.open(image, options, Map.of(), Progress.SILENT)) {
            Map<String, List<Row>> expected = tables(recorded.requireSystem());
            assertThat(live.keySet()).isEqualTo(expected.keySet());
            expected.forEach((table, rows) ->
                    assertThat(live.get(table)).as("table %s", table).containsExactlyInAnyOrderElementsOf(rows));
        }
    }

    private static Map<String, List<Row>> tables(GuestSystem system) {
        Map<String, List<Row>> all = new TreeMap<>();
        for (Table<?> table : system.tables()) {
            if (table.name().equals(NEEDS_REGISTERS)) {
                continue;
            }
            all.put(table.name(), Row.all(table, new TableNotes()));
        }
        return all;
    }
}
