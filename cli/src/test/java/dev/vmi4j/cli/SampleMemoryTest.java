package dev.vmi4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code search} and {@code dump-process} on the bundled image of a real guest, against the guest's own account. */
class SampleMemoryTest {
    /** A process of the lab's workload, which writes this text into its heap. */
    private static final String PID = "139";

    private static final String MARKER = "VMI4J-HEAP-MARKER-" + PID;

    /** Sizes and offsets of an ELF64 file: where the header says how many program headers there are, and these. */
    private static final int HEADER = 64;

    private static final int COUNT = 56;
    private static final int SEGMENT = 56;
    private static final int LOAD = 1;

    private static SampleTruth truth;

    @TempDir
    private Path folder;

    @BeforeAll
    static void read() throws IOException {
        truth = new SampleTruth();
    }

    private static Run search(String... options) {
        return Run.real(
                Run.joined(new String[] {"search", SampleTruth.IMAGE.toString(), "--no-save", "-o", "csv"}, options));
    }

    private static Run dump(Path core, String... options) {
        return Run.real(Run.joined(
                new String[] {"dump-process", SampleTruth.IMAGE.toString(), "--no-save", "-o", core.toString()},
                options));
    }

    /** The regions of the process as {@code /proc/PID/maps} had them, without the page that all processes share. */
    private static List<String> maps() {
        return truth.file("truth/proc/" + PID + "/maps")
                .lines()
                .filter(line -> !line.endsWith("[vsyscall]"))
                .toList();
    }

    private static String heap() {
        return maps().stream()
                .filter(line -> line.endsWith("[heap]"))
                .findFirst()
                .orElseThrow();
    }

    private static boolean inHeap(String address) {
        String[] range = heap().split("[- ]", -1);
        long va = Long.decode(address);
        return Long.parseLong(range[0], 16) <= va && va < Long.parseLong(range[1], 16);
    }

    @Test
    void aHitSaysWhoseMemoryItLiesIn() {
        Run run = search("--text", MARKER, "--pid", PID, "--columns", "address,pid,name,owner,length");
        List<String> rows = run.out().lines().skip(1).toList();
        assertThat(rows).as(run.err()).singleElement().asString().endsWith(",139,workload,139 [heap],21");
        assertThat(inHeap(rows.getFirst().split(",", -1)[0])).isTrue();
        assertThat(run.code()).isZero();
    }

    @Test
    void physicalMemoryIsTracedToItsProcess() {
        Run run = search("--bytes", "564d49344a2d484541502d4d41524b45522d313339", "--columns", "owner");
        assertThat(run.out()).as(run.err()).contains("139 [heap] at 0x");
    }

    @Test
    void nothingFoundIsSaid() {
        Run run = search("--regex", "VMI4J-HEAP-MARKER-x{3}", "--pid", PID);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isNotEmpty();
    }

    @Test
    void aCoreHasTheRegionsOfTheProcess() throws IOException {
        Path core = folder.resolve("core");
        Run run = dump(core, "--pid", PID);
        assertThat(run.code()).as(run.err()).isZero();
        byte[] content = Files.readAllBytes(core);
        ByteBuffer elf = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(new String(content, StandardCharsets.ISO_8859_1))
                .startsWith("\177ELF")
                .contains(MARKER);
        assertThat(IntStream.range(0, elf.getShort(COUNT))
                        .map(i -> HEADER + i * SEGMENT)
                        .filter(at -> elf.getInt(at) == LOAD)
                        .mapToObj(at -> "%08x-%08x"
                                .formatted(elf.getLong(at + 16), elf.getLong(at + 16) + elf.getLong(at + 40))))
                .containsExactlyElementsOf(maps().stream()
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .toList());
    }

    @Test
    void aFileIsReplacedOnlyWhenAsked() throws IOException {
        Path core = Files.writeString(folder.resolve("core"), "kept");
        Run refused = dump(core, "--pid", PID);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("exists", "--force");
        assertThat(core).hasContent("kept");
        assertThat(dump(core, "--pid", PID, "--force").code()).isZero();
        assertThat(core).isNotEmptyFile();
        assertThat(Files.size(core)).isGreaterThan(4);
    }

    @Test
    void aMissingProcessLeavesNoFile() {
        Path core = folder.resolve("core");
        Run run = dump(core, "--pid", "9999");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("no process 9999");
        assertThat(core).doesNotExist();
    }
}
