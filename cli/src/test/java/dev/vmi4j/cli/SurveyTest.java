package dev.vmi4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that take every table at once: {@code all} and {@code doctor}. */
class SurveyTest {
    private static final String[] SUMMARY = {"--columns", "table,state,rows,unreadable_cells,notes"};

    @TempDir
    Path folder;

    private Run all(String... more) {
        String[] args = {"all", "image", "--to", folder.resolve("to").toString()};
        return Run.fake(Run.joined(Run.joined(args, SUMMARY), more));
    }

    @Test
    void allWritesEveryTableAndSaysHowItWent() throws IOException {
        Run run = all();

        assertThat(run.code()).as(run.err()).isEqualTo(5);
        assertThat(run.out()).isEqualTo("""
                table       state     rows  unreadable_cells  notes
                nothings    gaps         0                 0  the list is empty
                processes   gaps         3                 1  root could not be read in one row: the page was left out
                torn        gaps         1                 0  the list is cyclic
                withdetail  complete     2                 0  -
                """);
        assertThat(run.err()).isEqualTo("vmi: tables with gaps, see the column notes: nothings, processes, torn\n");
        try (var files = Files.list(folder.resolve("to"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "nothings.jsonl", "processes.jsonl", "torn.jsonl", "withdetail.jsonl", "summary.jsonl");
        }
        assertThat(folder.resolve("to/processes.jsonl"))
                .content()
                .isEqualTo(Run.fake("processes", "image", "-o", "jsonl").out());
        assertThat(folder.resolve("to/summary.jsonl"))
                .content()
                .hasLineCount(4)
                .contains("{\"table\":\"torn\",\"state\":\"gaps\",\"rows\":1,\"unreadable_cells\":0,\"time\":");
    }

    @Test
    void allWritesCsvWithTheReasonsInAColumn() {
        all("--format", "csv");

        assertThat(folder.resolve("to/processes.csv"))
                .content()
                .isEqualTo(Run.fake("processes", "image", "-o", "csv", "--columns", "all,unreadable")
                        .out());
    }

    @Test
    void allNeverOverwritesUnasked() {
        all();
        Run again = all();
        assertThat(again)
                .isEqualTo(new Run(
                        2, "", "vmi: " + folder.resolve("to/nothings.jsonl") + " exists; --force replaces it\n"));
        assertThat(all("--force").code()).isEqualTo(5);
        assertThat(all("--format", "csv").code()).isEqualTo(5);
    }

    @Test
    void allWantsAFolderAndAFormatThatItKnows() {
        assertThat(Run.fake("all", "image"))
                .isEqualTo(new Run(2, "", "vmi: all wants a folder to write into: --to DIR\n"));
        assertThat(all("--format", "table"))
                .isEqualTo(new Run(2, "", "vmi: files are written as jsonl or csv, not 'table'\n"));
    }

    @Test
    void allOnAFullDiskSaysSo() throws IOException {
        Files.writeString(folder.resolve("to"), "a file is in the way");
        Run run = all();
        assertThat(run.code()).isEqualTo(74);
        assertThat(run.err()).contains("the answer cannot be written");
    }

    @Test
    void allWithoutAKernelWritesNothing() throws IOException {
        Path zeros = Files.write(folder.resolve("zeros.raw"), new byte[1 << 16]);
        Run run = Run.real("all", zeros.toString(), "--to", folder.resolve("to").toString(), "--no-save");
        assertThat(run.code()).isEqualTo(4);
        assertThat(folder.resolve("to")).doesNotExist();
    }

    @Test
    void doctorSaysWhatIsThereAndWhatIsMissing() {
        Run run = Run.fake("doctor", "image");

        assertThat(run.code()).isEqualTo(5);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("""
                        ok       source            fake image (its first bytes)
                        ok       memory            65536 bytes (the layout of the source)
                        ok       physical ranges   0x0-0x10000 (the layout of the source)
                        missing  registers         none (this source holds memory alone)
                                                   costs:  'vmi registers', --vcpu""").contains("""
                        ok       mood              good (it was asked)
                        gaps     table nothings    0 rows (the list is empty)
                                                   costs:  nothings
                                                   remedy: where memory was changing or is lost, take the image again""", """
                        gaps     table processes   3 rows (root could not be read in one row: the page was left out)
                                                   costs:  cells of root
                        """, """
                        gaps     table torn        1 row (the list is cyclic)
                                                   costs:  rows
                        """, """
                        ok       table withdetail  2 rows (every cell was read)
                        1 missing, 3 gaps
                        """);
    }

    @Test
    void doctorAnswersInEveryFormat() {
        assertThat(Run.fake(
                        "doctor", "image", "-o", "jsonl", "--columns", "subject,status,found,costs", "--limit", "1"))
                .isEqualTo(new Run(
                        5, "{\"subject\":\"source\",\"status\":\"ok\",\"found\":\"fake image\",\"costs\":null}\n", ""));
    }

    @Test
    void doctorOnMemoryWithoutAKernelSaysWhatToTry() throws IOException {
        Path zeros = Files.write(folder.resolve("zeros and more.raw"), new byte[1 << 16]);
        Run run = Run.real("doctor", zeros.toString(), "--no-save");

        assertThat(run.code()).isEqualTo(4);
        assertThat(run.out())
                .contains("missing  system ", "no VMCOREINFO text", "vmi doctor '" + zeros + "' --memory-map FILE");
    }

    @Test
    void doctorOnAFileThatIsNoImageSaysWhatItIs() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "no image");
        Run run = Run.real("doctor", text.toString(), "--no-save", "-o", "jsonl");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out())
                .hasLineCount(1)
                .startsWith("{\"subject\":\"source\",\"status\":\"missing\",\"found\":\"cannot be opened\",\"how\":\"")
                .contains("notes.txt", "too short");
    }
}
