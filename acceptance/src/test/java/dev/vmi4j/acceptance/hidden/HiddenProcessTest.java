package dev.vmi4j.acceptance.hidden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.acceptance.live.Row;
import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.os.GuestProcess;
import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.lab.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes of the bundled guest that its own tools would no longer show: one that left the list of processes, and one whose
 * first thread has ended while others live on. What they hold is what the guest said of them before.
 */
final class HiddenProcessTest {
    private static final Pattern SEVERAL_THREADS = Pattern.compile("^Threads:\\s+([2-9]|\\d\\d)", Pattern.MULTILINE);

    private static CopiedGuest guest;
    private static long withThreads;
    private static Pa root;

    @BeforeAll
    static void copy(@TempDir Path folder) throws IOException {
        guest = CopiedGuest.of(folder);
        withThreads = guest.truth().pids().stream()
                .filter(pid -> Files.isRegularFile(guest.truth().file("proc/" + pid + "/status")))
                .filter(pid -> SEVERAL_THREADS
                        .matcher(guest.truth().text("proc/" + pid + "/status"))
                        .find())
                .findFirst()
                .orElseThrow();
        root = guest.system().processSpace(withThreads).orElseThrow().root();
    }

    @AfterEach
    void restore() {
        guest.restore();
    }

    @AfterAll
    static void close() {
        guest.close();
    }

    @Test
    void aProcessThatLeftTheListShowsWithAllItHolds() throws IOException {
        guest.unlink(task(withThreads) + guest.layout("task_struct").offset("tasks"));
        assertThat(of("processes"))
                .singleElement()
                .satisfies(row -> assertThat(row.cell("found_in")).isEqualTo(Cell.of(List.of("idr"))));
        showsWhatWasTold();
    }

    @Test
    void aProcessWhoseFirstThreadHasEndedShowsWhatTheOthersHold() throws IOException {
        for (String pointer : List.of("mm", "active_mm", "files", "fs")) {
            guest.write(task(withThreads) + guest.layout("task_struct").offset(pointer), 0);
        }
        showsWhatWasTold();
    }

    private static void showsWhatWasTold() throws IOException {
        Truth truth = guest.truth();
        String of = "proc/" + withThreads;
        assertThat(of("maps"))
                .extracting(row -> ((Cell.Address) row.cell("start")).value())
                .containsExactlyElementsOf(truth.text(of + "/maps")
                        .lines()
                        .map(line -> Long.parseUnsignedLong(line.substring(0, line.indexOf('-')), 16))
                        .toList());
        try (Stream<Path> told = Files.list(truth.file(of + "/fd"))) {
            assertThat(of("files"))
                    .extracting(row -> row.cell("fd"))
                    .containsExactlyInAnyOrderElementsOf(told.map(path ->
                                    Cell.of(Long.parseLong(path.getFileName().toString())))
                            .toList());
        }
        assertThat(guest.system().processSpace(withThreads))
                .hasValueSatisfying(space -> assertThat(space.root()).isEqualTo(root));
    }

    private static List<Row> of(String table) {
        TableNotes notes = new TableNotes();
        List<Row> rows = guest.rows(table, notes).stream()
                .filter(row -> row.cell("pid").equals(Cell.of(withThreads)))
                .toList();
        assertThat(notes.all()).isEmpty();
        return rows;
    }

    private static long task(long pid) {
        return guest.system()
                .processes(new TableNotes())
                .filter(process -> process.id() == pid)
                .map(GuestProcess::object)
                .findFirst()
                .orElseThrow()
                .value();
    }
}
