package dev.vmi4j.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return LabCommand.line()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void listsTheGuests() {
        assertThat(run("list")).isZero();
        assertThat(out.toString()).contains("linux-6.1-amd64-5level ").contains("5 levels");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void anUnknownGuestIsOneSentence() {
        assertThat(run("boot", "linux-1.0")).isOne();
        assertThat(err.toString())
                .startsWith("lab: recipe linux-1.0: there is no such recipe")
                .hasLineCount(1);
    }

    @Test
    void aFileThatIsNoKernelIsOneSentence(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("notes.txt"));
        assertThat(run("run", file.toString(), "--vcpus", "1", "--memory", "256"))
                .isOne();
        assertThat(err.toString())
                .startsWith("lab: recipe notes.txt: is no kernel that can be booted here")
                .hasLineCount(1);
    }

    @Test
    void noGuestIsWrongUsage() {
        assertThat(run("boot")).isEqualTo(2);
        assertThat(err.toString()).startsWith("Name a guest, or say --all.");
        assertThat(run("dance")).isEqualTo(2);
    }

    @Test
    void helpsOnRequest() {
        assertThat(run("--help")).isZero();
        assertThat(run("boot", "--help")).isZero();
        assertThat(out.toString()).contains("VMI4J_LAB_HOME").contains("--missing");
    }
}
