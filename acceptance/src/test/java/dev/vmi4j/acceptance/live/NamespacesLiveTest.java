package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.lab.GuestFolder;
import dev.vmi4j.lab.Truth;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The namespaces of real guests beside the links of {@code /proc/PID/ns}. */
@Covers("namespaces")
final class NamespacesLiveTest {
    private static final List<String> KINDS = List.of("mnt", "uts", "ipc", "pid", "net", "user", "cgroup", "time");

    /** The initial namespaces whose numbers are the kernel's constants ({@code include/linux/proc_ns.h}). */
    private static final long INITIAL_USER = 0xEFFF_FFFDL;

    private static final long INITIAL_PID = 0xEFFF_FFFCL;

    static Stream<String> guests() {
        LiveGuests.prefetch(LinuxGuest.NAMES);
        return LinuxGuest.NAMES.stream();
    }

    /**
     * A kernel worker that came after the guest had told counts in our answer; it can only be in the namespaces of the
     * first process.
     */
    @ParameterizedTest
    @MethodSource("guests")
    void namespacesEqualTheLinksOfTheProcesses(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        Truth truth = recorded.truth();
        Map<String, SortedSet<Integer>> told = told(truth);
        Map<String, Row> found = LinuxGuest.rows(recorded, "namespaces").stream()
                .collect(Collectors.toMap(NamespacesLiveTest::link, row -> row));
        assertThat(found.keySet()).as("namespaces of %s", guest).containsExactlyInAnyOrderElementsOf(told.keySet());
        long untold = truth.pids().stream()
                .filter(pid -> !truth.toldPids().contains(pid))
                .count();
        told.forEach((link, pids) -> {
            Row row = Objects.requireNonNull(found.get(link));
            assertThat(row.number("processes"))
                    .as("processes in %s of %s", link, guest)
                    .isBetween((long) pids.size(), pids.size() + (pids.contains(1) ? untold : 0));
            assertThat(row.number("pid"))
                    .as("lowest in %s of %s", link, guest)
                    .isEqualTo(pids.first().longValue());
        });
    }

    /**
     * The workload makes some namespaces as root of the initial user namespace, and those of its container in a user
     * namespace of their own, which is that of the processes in them. All are one level below the initial ones.
     */
    @ParameterizedTest
    @MethodSource("guests")
    void ownersAreTheUserNamespacesOfTheProcesses(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        for (Row row : LinuxGuest.rows(recorded, "namespaces")) {
            String kind = row.text("kind");
            long number = row.number("inode");
            long user = LinuxGuest.namespace(recorded.truth(), String.valueOf(row.number("pid")), "user");
            assertThat(row.cell("owner"))
                    .as("owner of %s of %s", link(row), guest)
                    .isEqualTo(kind.equals("user") ? Cell.NONE : Cell.of(user));
            Cell parent = number == INITIAL_PID || number == INITIAL_USER
                    ? Cell.NONE
                    : switch (kind) {
                        case "pid" -> Cell.of(INITIAL_PID);
                        case "user" -> Cell.of(INITIAL_USER);
                        default -> Cell.NONE;
                    };
            assertThat(row.cell("parent"))
                    .as("parent of %s of %s", link(row), guest)
                    .isEqualTo(parent);
        }
    }

    private static String link(Row row) {
        return row.text("kind") + ":[" + row.number("inode") + "]";
    }

    /** The processes of each link; one that has ended has fewer links, and the copy of it may lack them. */
    private static Map<String, SortedSet<Integer>> told(Truth truth) {
        Map<String, SortedSet<Integer>> told = new TreeMap<>();
        SortedSet<Integer> pids = new TreeSet<>(truth.toldPids());
        pids.retainAll(truth.pids());
        for (int pid : pids) {
            for (String kind : KINDS) {
                namespace(truth, pid, kind)
                        .ifPresent(link ->
                                told.computeIfAbsent(link, _ -> new TreeSet<>()).add(pid));
            }
        }
        return told;
    }

    private static Optional<String> namespace(Truth truth, int pid, String kind) {
        String path = "proc/" + pid + "/ns/" + kind;
        return Files.exists(truth.file(path)) ? Optional.of(truth.text(path).strip()) : Optional.empty();
    }
}
