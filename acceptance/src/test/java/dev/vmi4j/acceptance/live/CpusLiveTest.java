package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.lab.GuestFolder;
import dev.vmi4j.lab.Truth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The CPUs of real guests beside {@code /proc/cpuinfo}. What each runs has changed since; that it is a task is checked. */
@Covers("cpus")
final class CpusLiveTest {
    static Stream<String> guests() {
        LiveGuests.prefetch(LinuxGuest.NAMES);
        return LinuxGuest.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("guests")
    void cpusEqualTheGuestsOwnAccount(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        List<Map<String, String>> expected = cpus(recorded.truth());
        List<Row> rows = LinuxGuest.rows(recorded, "cpus");
        List<Row> online = rows.stream()
                .filter(row -> row.cell("online").equals(Cell.of(true)))
                .toList();
        assertThat(online).as("CPUs of %s", guest).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(told(online.get(i))).as("CPU %d of %s", i, guest).isEqualTo(told(expected.get(i)));
        }
    }

    @ParameterizedTest
    @MethodSource("guests")
    void theyRunTasks(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        Map<Long, String> names = LinuxGuest.rows(recorded, "threads").stream()
                .collect(Collectors.toMap(
                        row -> ((Cell.Address) row.cell("task")).value(), row -> row.text("name"), (one, _) -> one));
        for (Row row : LinuxGuest.rows(recorded, "cpus")) {
            String idle = "swapper/" + row.number("cpu");
            assertThat(names.get(((Cell.Address) row.cell("idle_task")).value()))
                    .as("idle task of CPU %d of %s", row.number("cpu"), guest)
                    .isEqualTo(idle);
            assertThat(names.get(((Cell.Address) row.cell("task")).value()))
                    .as("task of CPU %d of %s", row.number("cpu"), guest)
                    .isEqualTo(row.text("name"));
            assertThat(row.number("pid") == 0).isEqualTo(row.text("name").equals(idle));
        }
    }

    private static Map<String, String> told(Row row) {
        return row.cell("midr").equals(Cell.NONE) ? toldByX86(row) : toldByArm64(row);
    }

    private static Map<String, String> toldByArm64(Row row) {
        long midr = ((Cell.Address) row.cell("midr")).value();
        return Map.of(
                "processor", String.valueOf(row.number("cpu")),
                "CPU implementer", "0x%02x".formatted(midr >>> 24 & 0xff),
                "CPU variant", "0x%x".formatted(midr >>> 20 & 0xf),
                "CPU part", "0x%03x".formatted(midr >>> 4 & 0xfff),
                "CPU revision", String.valueOf(midr & 0xf));
    }

    private static Map<String, String> toldByX86(Row row) {
        long khz = row.number("khz");
        return Map.of(
                "processor", String.valueOf(row.number("cpu")),
                "vendor_id", row.text("vendor"),
                "cpu family", String.valueOf(row.number("family")),
                "model", String.valueOf(row.number("model_number")),
                "model name", row.text("model"),
                "stepping", String.valueOf(row.number("stepping")),
                "microcode", "0x%x".formatted(row.number("microcode")),
                "cpu MHz", "%d.%03d".formatted(khz / 1000, khz % 1000),
                "cache size", row.number("cache_kib") + " KB",
                "apicid", String.valueOf(row.number("apic_id")));
    }

    private static Map<String, String> told(Map<String, String> cpu) {
        return Stream.of(
                        "processor",
                        "vendor_id",
                        "cpu family",
                        "model",
                        "model name",
                        "stepping",
                        "microcode",
                        "cpu MHz",
                        "cache size",
                        "apicid",
                        "CPU implementer",
                        "CPU variant",
                        "CPU part",
                        "CPU revision")
                .filter(cpu::containsKey)
                .collect(Collectors.toMap(key -> key, key -> Objects.requireNonNull(cpu.get(key), key)));
    }

    private static List<Map<String, String>> cpus(Truth truth) {
        return Arrays.stream(truth.text("proc/cpuinfo").strip().split("\n\n", -1))
                .map(CpusLiveTest::cpu)
                .toList();
    }

    private static Map<String, String> cpu(String text) {
        return text.lines()
                .map(line -> line.split(":", 2))
                .collect(Collectors.toMap(parts -> parts[0].strip(), parts -> parts[1].strip()));
    }
}
