package dev.vmi4j.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmi4j.lab.archive.TarGz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruthTest {

    private static final String CONSOLE = """
            noise vmi4j: process 9 (no) S\r
            vmi4j: process 12 (kworker/0:1) I 2 0\r
            vmi4j: process 1 (init) R 0 0\r
            vmi4j: process 131 (a) R 1 (\r
            vmi4j: READY\r
            """;

    @TempDir
    private Path folder;

    @Test
    void theConsoleNamesTheProcessesThatAreLeft() {
        assertThat(new GuestConsole("mine", CONSOLE).processes()).isEqualTo("""
                        1 (init) R 0 0
                        12 (kworker/0:1) I 2 0
                        131 (a) R 1 (
                        """);
    }

    @Test
    void readsTheProcesses() throws IOException {
        Files.writeString(folder.resolve("processes"), new GuestConsole("mine", CONSOLE).processes());
        Files.createDirectories(folder.resolve("proc/12"));
        Files.createDirectories(folder.resolve("proc/2"));
        Files.createDirectories(folder.resolve("proc/net"));
        assertThat(new Truth(folder).pids()).containsExactly(1, 12, 131);
        assertThat(new Truth(folder).toldPids()).containsExactly(2, 12);
    }

    @Test
    void aFileThatTheGuestDidNotHaveIsAnError() {
        assertThatThrownBy(() -> new Truth(folder).text("proc/nothing"))
                .isInstanceOfSatisfying(
                        LabFileException.class, e -> assertThat(e.file()).endsWith("nothing"));
    }

    @Test
    void aGuestThatRanOutOfMemoryIsNoTruth() throws IOException {
        var told = Files.createDirectories(folder.resolve("mine"));
        Files.writeString(
                told.resolve("dmesg.txt"),
                "[   30.188361] Out of memory: Killed process 127 (workload) total-vm:8388kB, anon-rss:6148kB\n");
        TarGz.pack(told, List.of("dmesg.txt"), folder.resolve("truth.tar.gz"));
        assertThatThrownBy(() -> TruthFile.unpack(
                        folder.resolve("truth.tar.gz"), new GuestConsole("mine", CONSOLE), folder.resolve("told")))
                .isInstanceOf(GuestException.class)
                .hasMessageContaining("ran out of memory");
    }

    @Test
    void aTruthThatIsCutOffIsTheGuestsFault() throws IOException {
        var archive = Files.write(folder.resolve("truth.tar.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});
        var console = new GuestConsole("mine", CONSOLE);
        assertThatThrownBy(() -> TruthFile.unpack(archive, console, folder.resolve("told")))
                .isInstanceOfSatisfying(
                        GuestException.class, e -> assertThat(e.guest()).isEqualTo("mine"));
    }
}
