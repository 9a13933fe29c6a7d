package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.driver.qemu.QemuOptions;
import dev.vmi4j.lab.CallingProgram;
import dev.vmi4j.lab.LabGuest;
import dev.vmi4j.session.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The commands for running guests, on one whose program sleeps for a moment again and again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CommandsLiveTest {
    private static final String GATE = "x64_sys_call";

    private final LabGuest lab =
            RunningGuest.of("commands", "linux-6.1-amd64-calls", "vcpus=2").boot();
    private final String socket = lab.handOver().toString();
    private final String pid = programsPid();

    @TempDir
    private Path folder = Path.of("");

    @AfterAll
    void end() {
        lab.close();
    }

    @Test
    void traceDecodesTheCallsOfAProcess() {
        List<String> lines = CommandRun.of("trace", "--qmp", socket, "--pid", pid, "--count", "6")
                .lines();
        assertThat(lines)
                .hasSize(6)
                .allSatisfy(line -> assertThat(line)
                        .matches(pid + "/[0-9]+ workload clock_nanosleep\\(.*tv_nsec=5000000.*\\) = 0"));
    }

    @Test
    void traceShowsWhatWasAskedForAlone() {
        assertThat(CommandRun.of("trace", "--qmp", socket, "--calls", "clock_nanosleep", "--count", "3")
                        .lines())
                .hasSize(3)
                .allMatch(line -> line.contains(" clock_nanosleep("));
        assertThat(CommandRun.of("trace", "--qmp", socket, "--calls", "mount", "--seconds", "1")
                        .out())
                .isEmpty();
    }

    @Test
    void breakTellsWhoComesFromWhere() {
        List<String> lines = CommandRun.of(
                        "break",
                        "--qmp",
                        socket,
                        GATE,
                        "--pid",
                        pid,
                        "--count",
                        "3",
                        "--do",
                        "args,caller,bt,regs,stack")
                .lines();
        assertThat(lines)
                .hasSize(3)
                .allSatisfy(line -> assertThat(line)
                        .contains("workload", GATE + "  args ", "from ", "rdi=", "stack 0x")
                        .containsPattern("bt " + GATE
                                + "\\+0x0 < do_syscall_64\\+\\S+ < entry_SYSCALL_64_after_hwframe\\+\\S+ < user"));
    }

    @Test
    void stepFollowsTheInstructions() {
        List<String> lines = CommandRun.of("step", "--qmp", socket, GATE, "--pid", pid, "--count", "10")
                .lines();
        assertThat(lines).hasSize(10).allMatch(line -> line.contains(GATE));
    }

    @Test
    void watchMemTellsOfWrites() {
        List<String> lines = CommandRun.of("watch-mem", "--qmp", socket, "jiffies_64", "--count", "3")
                .lines();
        assertThat(lines).hasSize(3).allMatch(line -> line.contains("  -w-  "));
    }

    @Test
    void dumpWritesAnImageOfTheSameGuest() {
        Path image = folder.resolve("image.elf");
        assertThat(CommandRun.of("dump", "--qmp", socket, "-o", image.toString())
                        .lines())
                .isEmpty();
        assertThat(processes(image.toString())).hasSizeGreaterThan(20).isEqualTo(processes("--qmp", socket));
        assertThat(CommandRun.of("dump", "--qmp", socket, "-o", image.toString())
                        .err())
                .contains("exists");
    }

    /** Without the workers of the kernel, which come, go and are named after what they work on. */
    private static List<String> processes(String... source) {
        List<String> words = new ArrayList<>(List.of("processes"));
        words.addAll(List.of(source));
        words.addAll(List.of("--columns", "pid,name,ppid,start_time", "-o", "csv"));
        return CommandRun.of(words.toArray(String[]::new)).lines().stream()
                .filter(line -> !line.contains(",kworker/"))
                .toList();
    }

    @Test
    void watchShowsWhatCameAndWhatWent() {
        assertThat(CommandRun.of(
                                "watch",
                                "--qmp",
                                socket,
                                "boot",
                                "--columns",
                                "uptime",
                                "--times",
                                "3",
                                "--every",
                                "20")
                        .lines())
                .hasSize(4)
                .allMatch(line -> line.matches("[+-] uptime=.*"));
    }

    private String programsPid() {
        try (Session session = Session.attach(QemuOptions.of(Path.of(socket)))) {
            return Long.toString(CallingProgram.of(session.requireSystem()).pid());
        }
    }
}
