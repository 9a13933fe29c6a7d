package dev.vmi4j.acceptance.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which table was compared on which guest and how it went: only what ran. Written to {@code target/compatibility.md}, and
 * to the file that the property {@code vmi4j.compatibility} names.
 */
final class CompatibilityMatrix {
    private static final Path FILE = Path.of("target", "compatibility.md").toAbsolutePath();
    private static final int REASON = 160;

    private final Map<String, Map<String, Outcome>> outcomes = new TreeMap<>();
    private final Map<String, String> releases = new TreeMap<>();

    private record Outcome(int passed, List<String> failures) {}

    synchronized void passed(String guest, String subject) {
        merge(guest, subject, new Outcome(1, List.of()));
    }

    synchronized void refused(String guest, String subject) {
        merge(guest, subject, new Outcome(0, List.of()));
    }

    synchronized void failed(String guest, String subject, String test, String reason) {
        merge(guest, subject, new Outcome(0, List.of(test + ": " + firstLine(reason))));
    }

    /** Writes what was recorded; nothing when no live test ran. */
    synchronized void write() throws IOException {
        if (outcomes.isEmpty()) {
            return;
        }
        String text = text();
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, text);
        String copy = System.getProperty("vmi4j.compatibility", "");
        if (!copy.isEmpty()) {
            Files.writeString(Path.of(copy), text);
        }
    }

    private void merge(String guest, String subject, Outcome outcome) {
        releases.computeIfAbsent(guest, CompatibilityMatrix::release);
        outcomes.computeIfAbsent(subject, _ -> new TreeMap<>())
                .merge(guest, outcome, (a, b) -> new Outcome(a.passed() + b.passed(), joined(a, b)));
    }

    private static List<String> joined(Outcome a, Outcome b) {
        List<String> all = new ArrayList<>(a.failures());
        all.addAll(b.failures());
        return all;
    }

    private static String release(String guest) {
        String version = LinuxGuest.told(LiveGuests.recorded(guest).truth(), "proc/sys/kernel/osrelease");
        return version.strip();
    }

    private String text() {
        Set<String> guests = outcomes.values().stream()
                .flatMap(row -> row.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        StringBuilder text = new StringBuilder("""
            # Compatibility

            Written by the live tests (package `dev.vmi4j.acceptance.live`), not by hand: each guest is a real kernel that the lab boots, and a
            table passes when it equals what that kernel said about itself in `/proc` and elsewhere, field by field. The number is that of the
            tests that compared it. *Refused* means that the kernel has no types in its memory, that the table says so with the remedy, a file
            of symbols, and that nothing was compared: with such a file (`-Dvmi4j.live.symbols=FOLDER`) these guests are compared too. A dash
            means that no test looked. To write it again, with QEMU, gdb and gdb-multiarch installed:

            ```
            ./mvnw -pl acceptance -am verify -Dvmi4j.live=required -Dvmi4j.compatibility=$PWD/docs/compatibility.md
            ```

            | guest | kernel |
            |---|---|
            """);
        guests.forEach(guest -> text.append("| `" + guest + "` | " + releases.get(guest) + " |\n"));
        text.append("\n| table or command |")
                .append(guests.stream().map(guest -> " " + guest + " |").collect(Collectors.joining()))
                .append("\n|---|")
                .append("---|".repeat(guests.size()))
                .append('\n');
        outcomes.forEach((subject, row) -> text.append("| `" + subject + "` |")
                .append(guests.stream()
                        .map(guest -> " " + cell(row.get(guest)) + " |")
                        .collect(Collectors.joining()))
                .append('\n'));
        return text + reasons();
    }

    private static String cell(@Nullable Outcome outcome) {
        if (outcome == null) {
            return "-";
        }
        if (!outcome.failures().isEmpty()) {
            return "FAILED";
        }
        return outcome.passed() == 0 ? "refused" : "passed (" + outcome.passed() + ")";
    }

    private String reasons() {
        List<String> lines = new ArrayList<>();
        outcomes.forEach((subject, row) -> row.forEach((guest, outcome) ->
                outcome.failures().forEach(reason -> lines.add("* `" + subject + "` of `" + guest + "`: " + reason))));
        lines.sort(Comparator.naturalOrder());
        return lines.isEmpty() ? "" : "\n## What failed\n\n" + String.join("\n", lines) + "\n";
    }

    private static String firstLine(String reason) {
        String line = reason.strip().replace('\n', ' ').replace('|', '/');
        return line.length() > REASON ? line.substring(0, REASON) + "..." : line;
    }
}
