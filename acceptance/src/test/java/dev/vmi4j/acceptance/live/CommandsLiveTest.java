package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.driver.qemu.QemuOptions;
import dev.vmi4j.lab.CallingProgram;
import dev.vmi4j.lab.LabGuest;
import dev.vmi4j.session.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands for running guests, on guests whose program sleeps for a moment again and again. */
@ParameterizedClass
@MethodSource("guests")
final class CommandsLiveTest {
    private static final RunningGuest AMD64 = RunningGuest.of("commands", "linux-6.1-amd64-calls", "vcpus=2");
    private static final RunningGuest ARM64 =
            RunningGuest.of("commands-arm64", "linux-6.1-arm64", "workload=plain calls");
    /** The function of the kernel that every system call comes to, and those that lead to it from user mode. */
    private static final Map<RunningGuest, String> GATES = Map.of(
            AMD64, "x64_sys_call < do_syscall_64 < entry_SYSCALL_64_after_hwframe",
            ARM64,
                    "invoke_syscall < el0_svc_common.constprop.0 < do_el0_svc < el0_svc < el0t_64_sync_handler < el0t_64_sync");

    private static final Map<RunningGuest, LabGuest> BOOTED = new HashMap<>();

    private final LabGuest lab;
    private final String socket;
    private final String pid;
    private final String way;
    private final String gate;

    @TempDir
    private Path folder = Path.of("");

    CommandsLiveTest(RunningGuest kind) {
        lab = BOOTED.computeIfAbsent(kind, RunningGuest::boot);
        socket = lab.handOver().toString();
        pid = programsPid();
        way = Objects.requireNonNull(GATES.get(kind));
        gate = way.replaceFirst(" .*", "");
    }

    static Stream<RunningGuest> guests() {
        return RunningGuest.chosen(List.of(AMD64), List.of(ARM64));
    }

    @AfterParameterizedClassInvocation
    static void end() {
        BOOTED.values().forEach(LabGuest::close);
        BOOTED.clear();
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
                        gate,
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
                        .contains("workload", gate + "  args ", "from ", "stack 0x")
                        .containsPattern("bt " + way.replace(" < ", "\\+\\S+ < ") + "\\+\\S+ < user"));
    }

    @Test
    void theNextCommandKnowsTheKernel() {
        String saved = "saved by an earlier run";
        CommandRun.of("boot", "--qmp", socket).lines();
        assertThat(String.join("\n", CommandRun.of("info", "--qmp", socket).lines()))
                .contains(saved);
        assertThat(String.join(
                        "\n",
                        CommandRun.of("info", "--no-save", "--qmp", socket).lines()))
                .doesNotContain(saved);
    }

    @Test
    void stepFollowsTheInstructions() {
        List<String> lines = CommandRun.of("step", "--qmp", socket, gate, "--pid", pid, "--count", "10")
                .lines();
        assertThat(lines).hasSize(10).allMatch(line -> line.contains(gate));
    }

    @Test
    void watchMemTellsOfWrites() {
        List<String> lines = CommandRun.of("watch-mem", "--qmp", socket, "jiffies_64", "--count", "3")
                .lines();
        assertThat(lines).hasSize(3).allMatch(line -> line.contains("  -w-  "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"elf", "elf-paging", "kdump-zlib"})
    void dumpWritesAnImageOfTheSameGuest(String format) {
        Path image = folder.resolve("image." + format);
        assertThat(CommandRun.of("dump", "--qmp", socket, "-o", image.toString(), "--format", format)
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
