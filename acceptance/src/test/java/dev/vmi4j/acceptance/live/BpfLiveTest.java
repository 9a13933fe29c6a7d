package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.lab.GuestFolder;
import dev.vmi4j.lab.Truth;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The BPF objects that the workload of real guests loads, beside what {@code BPF_OBJ_GET_INFO_BY_FD} answered it ({@code
 * told/bpf}) and what {@code /proc/PID/fdinfo} says of its descriptors.
 */
@Covers("bpf")
final class BpfLiveTest {
    private static final Map<String, String> PROGRAM_TYPES = Map.of("1", "socket_filter", "6", "xdp");
    private static final Map<String, String> MAP_TYPES = Map.of("1", "hash", "2", "array");

    static Stream<String> guests() {
        LiveGuests.prefetch(LinuxGuest.NAMES);
        return LinuxGuest.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("guests")
    void objectsEqualTheGuestsOwnAccount(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        Truth truth = recorded.truth();
        List<String> told = truth.text("told/bpf").lines().toList();
        assertThat(LinuxGuest.rows(recorded, "bpf").stream().map(BpfLiveTest::line))
                .as("BPF objects of %s", guest)
                .hasSize(4)
                .containsExactlyInAnyOrderElementsOf(
                        told.stream().map(BpfLiveTest::line).toList());
    }

    @ParameterizedTest
    @MethodSource("guests")
    void tagsAndSizesEqualTheDescriptors(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        Truth truth = recorded.truth();
        Map<String, Row> rows = LinuxGuest.rows(recorded, "bpf").stream()
                .collect(Collectors.toMap(row -> row.text("kind") + row.number("id"), row -> row));
        int compared = 0;
        for (Row file : LinuxGuest.rows(recorded, "files")) {
            Map<String, String> info = info(truth, file);
            if (info.containsKey("prog_id")) {
                Row row = rows.get("program" + info.get("prog_id"));
                assertThat(row).as("program %s of %s", info, guest).isNotNull();
                assertThat(row.text("tag")).isEqualTo(info.get("prog_tag"));
                compared++;
            } else if (info.containsKey("map_id")) {
                Row row = rows.get("map" + info.get("map_id"));
                assertThat(row).as("map %s of %s", info, guest).isNotNull();
                assertThat(row.number("max_entries")).isEqualTo(Long.parseLong(info.getOrDefault("max_entries", "")));
                compared++;
            }
        }
        assertThat(compared).as("descriptors of BPF objects of %s", guest).isEqualTo(4);
    }

    private static Map<String, String> info(Truth truth, Row file) {
        Map<String, String> info = new HashMap<>();
        LinuxGuest.told(truth, "proc/" + file.number("pid") + "/fdinfo/" + file.number("fd"))
                .lines()
                .map(line -> line.split(":\\s*", 2))
                .filter(words -> words.length == 2)
                .forEach(words -> info.put(words[0], words[1].strip()));
        return info;
    }

    /** Both kinds of line in one form. */
    private static String line(String told) {
        Map<String, String> words = words(told);
        return told.startsWith("prog ")
                ? "program " + words.get("prog") + " " + PROGRAM_TYPES.get(words.get("type")) + " " + words.get("name")
                        + " " + words.get("tag") + " uid " + words.get("uid") + " at " + words.get("loaded") + " maps "
                        + words.get("maps")
                : "map " + words.get("map") + " " + MAP_TYPES.get(words.get("type")) + " " + words.get("name") + " "
                        + words.get("key") + " " + words.get("value") + " " + words.get("entries") + " "
                        + Long.decode(words.getOrDefault("flags", ""));
    }

    private static Map<String, String> words(String line) {
        List<String> words = Arrays.asList(line.split(" ", -1));
        Map<String, String> pairs = new HashMap<>();
        for (int i = 0; i + 1 < words.size(); i += 2) {
            pairs.put(words.get(i), words.get(i + 1));
        }
        return pairs;
    }

    private static String line(Row row) {
        String who = row.text("kind") + " " + row.number("id") + " " + row.text("type") + " " + row.text("name") + " ";
        return row.text("kind").equals("program")
                ? who + row.text("tag") + " uid " + row.number("uid") + " at "
                        + ((Cell.Seconds) row.cell("load_time")).nanoseconds() + " maps "
                        + String.join(" ", ((Cell.Texts) row.cell("maps")).values())
                : who + row.number("key_size") + " " + row.number("value_size") + " " + row.number("max_entries") + " "
                        + row.number("flags");
    }
}
