package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.lab.Truth;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The processes that a guest listed just before it was stopped. */
final class ToldProcesses {
    /** Workers of the kernel come and go by themselves, now and then also in the moment between the list and the stop. */
    private static final String WORKER = "kworker/";

    private static final int MOVED_AT_MOST = 3;

    private ToldProcesses() {}

    /** Asserts that rows with the columns {@code pid} and {@code name} are the guest's processes, but for a few workers. */
    static void areThose(Iterable<Row> rows, Truth truth) {
        Map<Long, String> found = new HashMap<>();
        rows.forEach(row -> found.put(row.number("pid"), row.text("name")));
        Map<Long, String> told = truth.text("processes")
                .lines()
                .collect(Collectors.toMap(
                        line -> Long.parseLong(line.substring(0, line.indexOf(' '))),
                        line -> line.substring(line.indexOf('(') + 1)));
        Set<Long> moved = new TreeSet<>(found.keySet());
        moved.addAll(told.keySet());
        moved.removeIf(pid -> found.containsKey(pid) && told.containsKey(pid));
        assertThat(moved)
                .as("processes that are only found, or only told")
                .hasSizeLessThanOrEqualTo(MOVED_AT_MOST)
                .allSatisfy(pid -> assertThat(Objects.requireNonNullElseGet(
                                found.get(pid), () -> Objects.requireNonNull(told.get(pid))))
                        .startsWith(WORKER));
    }
}
