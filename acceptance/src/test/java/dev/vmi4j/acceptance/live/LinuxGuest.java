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
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The guests whose tables are compared, their tables, and what all comparisons need of the truth. */
final class LinuxGuest {
    private static final String SYMBOLS = System.getProperty("vmi4j.live.symbols", "");

    private static final List<String> SELF_DESCRIBING = List.of(
            "linux-6.1-amd64-5level",
            "linux-6.1-amd64",
            "linux-6.1-amd64-pti",
            "linux-6.1-amd64-1g",
            "linux-5.10-amd64",
            "linux-6.12-amd64",
            "linux-7.2-amd64",
            "linux-6.1-arm64",
            "linux-6.12-arm64",
            "linux-6.12-arm64-16k");

    /** Kernels without types of their own: their debug files are too large to fetch for each run. */
    private static final List<String> WITH_SYMBOL_FILE = List.of("linux-6.1-i386", "linux-6.1-i386-pae");

    /** One guest for each kernel, paging mode and size that the tables must work on. */
    static final List<String> NAMES = LiveGuests.chosen(
            SYMBOLS.isEmpty()
                    ? SELF_DESCRIBING
                    : Stream.concat(SELF_DESCRIBING.stream(), WITH_SYMBOL_FILE.stream())
                            .toList());

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private LinuxGuest() {}

    /** Whether a guest is one of arm64, whose machine has other devices. */
    static boolean isArm(String guest) {
        return guest.contains("-arm64");
    }

    /** Whether a guest is one of 32-bit x86, whose kernel has no types of its own. */
    static boolean isI386(String guest) {
        return guest.contains("-i386");
    }

    /** Guests whose machine is that of amd64, in 64 bits. */
    static List<String> amd64() {
        return NAMES.stream().filter(guest -> !isArm(guest) && !isI386(guest)).toList();
    }

    /** The rows of a table of a recorded guest, from its raw image; nothing may be noted. */
    static List<Row> rows(GuestFolder recorded, String table) {
        TableNotes notes = new TableNotes();
        List<Row> rows = rows(recorded, table, notes);
        assertThat(notes.all()).as("notes of the table %s", table).isEmpty();
        return rows;
    }

    /** The rows of a table of a recorded guest, from its raw image. */
    static List<Row> rows(GuestFolder recorded, String table, TableNotes notes) {
        return rows(recorded, DumpFormat.RAW, table, notes);
    }

    /** The rows of a table of a recorded guest, from an image of some format. */
    static List<Row> rows(GuestFolder recorded, DumpFormat format, String table, TableNotes notes) {
        try (MemoryImage image = MemoryImage.open(recorded.image(format), ImageOptions.DEFAULT)) {
            return Row.all(system(image, symbolFiles(recorded)).table(table).orElseThrow(), notes);
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

    /** The kernel in an image that describes itself. */
    static GuestSystem system(MemoryImage image) {
        return system(image, List.of());
    }

    /**
     * The file that describes a guest's kernel, where it is there: {@code vmlinux-RELEASE} in the folder that the property
     * {@code vmi4j.live.symbols} names, as the debug packages of Debian have it.
     */
    static List<Path> symbolFiles(GuestFolder recorded) {
        if (SYMBOLS.isEmpty()) {
            return List.of();
        }
        String release = recorded.truth().text("proc/sys/kernel/osrelease").strip();
        return Stream.of(Path.of(SYMBOLS, "vmlinux-" + release))
                .filter(Files::exists)
                .toList();
    }

    static GuestSystem system(MemoryImage image, List<Path> symbolFiles) {
        List<Architecture> architectures = ArchitectureProvider.all().stream()
                .<Architecture>flatMap(provider -> provider.architectures().stream())
                .toList();
        Detection detection = new LinuxProvider()
                .detect(new GuestSystemProvider.Source(
                        image, architectures, List.of(), SessionStore.NONE, symbolFiles));
        return switch (detection) {
            case Found(GuestSystem system) -> system;
            case NotFound(String reason) -> throw new AssertionError(reason);
        };
    }
}
