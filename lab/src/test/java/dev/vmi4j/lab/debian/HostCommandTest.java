package dev.vmi4j.lab.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmi4j.lab.HostCommandException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostCommandTest {

    private static HostCommand shell(String script) {
        return HostCommand.of(List.of("sh", "-c", script));
    }

    @Test
    void answersWithBothOutputs(@TempDir Path folder) {
        assertThat(shell("echo out; echo err >&2; pwd").in(folder).run()).isEqualTo("out\nerr\n" + folder + "\n");
    }

    @Test
    void tellsHowItFailed() {
        assertThatThrownBy(() -> shell("echo no space left; exit 7").run())
                .isInstanceOfSatisfying(
                        HostCommandException.class, e -> assertThat(e.command()).startsWith("sh -c"))
                .hasMessageContaining("ended with 7")
                .hasMessageContaining("no space left");
    }

    @Test
    void tellsThatAProgramIsMissing() {
        assertThatThrownBy(
                        () -> HostCommand.of(List.of("vmi4j-no-such-program")).run())
                .isInstanceOf(HostCommandException.class)
                .hasMessageContaining("is it installed?");
        assertThat(HostCommand.find("vmi4j-no-such-program")).isEmpty();
        assertThat(HostCommand.find("sh")).isPresent();
    }

    @Test
    void endsAProgramThatTakesTooLong() {
        var forEver = new HostCommand(List.of("sh", "-c", "exec sleep 1000"), Path.of(""), Duration.ofMillis(1));
        assertThatThrownBy(forEver::run)
                .isInstanceOf(HostCommandException.class)
                .hasMessageContaining("took more than");
    }
}
