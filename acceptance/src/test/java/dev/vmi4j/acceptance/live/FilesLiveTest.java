package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.lab.GuestFolder;
import dev.vmi4j.lab.Truth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The open descriptors of real guests beside {@code /proc/PID/fd} and {@code fdinfo}. The first process, the shell that
 * writes the account down, is left out: it opens and closes files until the guest stops.
 */
@Covers("files")
final class FilesLiveTest {
    private static final Pattern FIELD = Pattern.compile("(?m)^([\\w-]+):\\s*(\\S+)");

    /** What the link of a descriptor says of its type, for what has no path. */
    private static final Map<String, String> TYPES = Map.of(
            "socket:", "socket",
            "pipe:", "pipe",
            "/memfd:", "memfd",
            "anon_inode:[eventfd]", "eventfd",
            "anon_inode:[eventpoll]", "eventpoll",
            "anon_inode:[signalfd]", "signalfd",
            "anon_inode:[timerfd]", "timerfd",
            "anon_inode:inotify", "inotify",
            "/dev/", "chr",
            "/run/lab/never", "fifo");

    static Stream<String> guests() {
        LiveGuests.prefetch(LinuxGuest.NAMES);
        return LinuxGuest.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("guests")
    void descriptorsEqualTheGuestsOwnAccount(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        Truth truth = recorded.truth();
        Map<String, Row> found = LinuxGuest.rows(recorded, "files").stream()
                .filter(row -> row.number("pid") != 1)
                .filter(row -> truth.toldPids().contains((int) row.number("pid")))
                .collect(Collectors.toMap(row -> row.number("pid") + "/fd/" + row.number("fd"), row -> row));
        Map<String, String> links = links(truth);
        assertThat(found.keySet())
                .as("descriptors of %s", guest)
                .hasSizeGreaterThan(50)
                .containsExactlyInAnyOrderElementsOf(links.keySet());
        SoftAssertions softly = new SoftAssertions();
        found.forEach((name, row) -> compare(softly, truth, name, row, links.getOrDefault(name, "")));
        softly.assertAll();
    }

    private static void compare(SoftAssertions softly, Truth truth, String name, Row row, String link) {
        softly.assertThat(row.text("path")).as("path of %s", name).isEqualTo(link);
        TYPES.forEach((start, type) -> {
            if (link.startsWith(start)) {
                softly.assertThat(row.text("type"))
                        .as("type of %s, %s", name, link)
                        .isEqualTo(type);
            }
        });
        Map<String, String> info = FIELD.matcher(truth.text("proc/" + name.replace("/fd/", "/fdinfo/")))
                .results()
                .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2), (first, _) -> first));
        softly.assertThat(row.text("flags")).as("flags of %s", name).isEqualTo(info.get("flags"));
        softly.assertThat(String.valueOf(row.number("position")))
                .as("position of %s", name)
                .isEqualTo(info.get("pos"));
        softly.assertThat(String.valueOf(row.number("mount_id")))
                .as("mount of %s", name)
                .isEqualTo(info.get("mnt_id"));
        if (info.containsKey("ino")) {
            softly.assertThat(Long.toUnsignedString(row.number("inode")))
                    .as("inode of %s", name)
                    .isEqualTo(info.get("ino"));
        }
        compareDetail(softly, name, row, info);
    }

    /** What {@code fdinfo} says of an eventfd, in hexadecimal, and of what an eventpoll watches. */
    private static void compareDetail(SoftAssertions softly, String name, Row row, Map<String, String> info) {
        String count = info.getOrDefault("eventfd-count", "");
        String watched = info.getOrDefault("tfd", "");
        if (!count.isEmpty()) {
            softly.assertThat(row.text("detail"))
                    .as("detail of %s", name)
                    .isEqualTo("count " + Long.parseUnsignedLong(count, 16));
        }
        if (!watched.isEmpty()) {
            softly.assertThat(row.text("detail")).as("detail of %s", name).isEqualTo("watches " + watched);
        }
    }

    /** PID/fd/NUMBER to the link's target. */
    private static Map<String, String> links(Truth truth) {
        Map<String, String> links = new TreeMap<>();
        truth.toldPids().stream()
                .filter(pid -> pid != 1 && truth.pids().contains(pid))
                .forEach(pid -> {
                    for (Path file : files(truth.file("proc/" + pid + "/fd"))) {
                        String name = pid + "/fd/" + file.getFileName();
                        links.put(name, truth.text("proc/" + name).stripTrailing());
                    }
                });
        return links;
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
