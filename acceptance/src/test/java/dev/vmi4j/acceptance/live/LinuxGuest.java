package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.arch.ArchitectureProvider;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.os.GuestSystemProvider;
import dev.vmi4j.core.os.GuestSystemProvider.Detection;
import dev.vmi4j.core.os.GuestSystemProvider.Found;
import dev.vmi4j.core.os.GuestSystemProvider.NotFound;
import dev.vmi4j.core.os.SessionStore;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.driver.dump.ImageOptions;
import dev.vmi4j.driver.dump.MemoryImage;
import dev.vmi4j.lab.DumpFormat;
import dev.vmi4j.lab.GuestFolder;
import dev.vmi4j.lab.Truth;
import dev.vmi4j.os.linux.LinuxProvider;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

/** The guests whose tables are compared, their tables, and what all comparisons need of the truth. */
final class LinuxGuest {
    /** One guest for each kernel, paging mode and size that the tables must work on. */
    static final List<String> NAMES = List.of(
            "linux-6.1-amd64-5level",
            "linux-6.1-amd64",
            "linux-6.1-amd64-pti",
            "linux-6.1-amd64-1g",
            "linux-5.10-amd64",
            "linux-6.12-amd64",
            "linux-7.2-amd64");

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private LinuxGuest() {}

    /** The rows of a table of a recorded guest, from its raw image; nothing may be noted. */
    static List<Row> rows(GuestFolder recorded, String table) {
        TableNotes notes = new TableNotes();
        List<Row> rows = rows(recorded, table, notes);
        assertThat(notes.all()).as("notes of the table %s", table).isEmpty();
        return rows;
    }

    /** The rows of a table of a recorded guest, from its raw image. */
    static List<Row> rows(GuestFolder recorded, String table, TableNotes notes) {
        try (MemoryImage image = MemoryImage.open(recorded.image(DumpFormat.RAW), ImageOptions.DEFAULT)) {
            return Row.all(system(image).table(table).orElseThrow(), notes);
        }
    }

    /** The text of a file of the guest; empty when it did not tell, as of what has ended. */
    static String told(Truth truth, String path) {
        return Files.isRegularFile(truth.file(path)) ? truth.text(path) : "";
    }

    /** The number of a namespace, from a link such as {@code net:[4026531840]}. */
    static long namespace(Truth truth, String pid, String kind) {
        return number(truth.text("proc/" + pid + "/ns/" + kind));
    }

    /** The number in a link such as {@code socket:[123]}. */
    static long number(String link) {
        var number = NUMBER.matcher(link);
        assertThat(number.find()).as("a number in %s", link).isTrue();
        return Long.parseLong(number.group());
    }

    private static GuestSystem system(MemoryImage image) {
        List<Architecture> architectures = ArchitectureProvider.all().stream()
                .<Architecture>map(ArchitectureProvider::architecture)
                .toList();
        Detection detection = new LinuxProvider()
                .detect(new GuestSystemProvider.Source(image, architectures, List.of(), SessionStore.NONE));
        return switch (detection) {
            case Found(GuestSystem system) -> system;
            case NotFound(String reason) -> throw new AssertionError(reason);
        };
    }
}
