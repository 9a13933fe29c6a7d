package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vmi4j.core.os.DescribesCores;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.driver.dump.ImageOptions;
import dev.vmi4j.driver.dump.MemoryImage;
import dev.vmi4j.lab.DumpFormat;
import dev.vmi4j.lab.GuestFolder;
import dev.vmi4j.lab.Truth;
import dev.vmi4j.lab.debian.HostCommand;
import dev.vmi4j.tools.elfcore.CoreFilter;
import dev.vmi4j.tools.elfcore.CoreSummary;
import dev.vmi4j.tools.elfcore.ElfCore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Core files of processes of real guests, opened by gdb: its threads, registers and memory beside what {@code /proc} said.
 */
@Covers("dump-process")
final class DumpProcessLiveTest {
    private static final Pattern THREAD = Pattern.compile("LWP (\\d+)");
    private static final Pattern VALUE = Pattern.compile("\\$\\d+ = (0x[0-9a-f]+)");

    /** Where the heap copy of the workload's marker can be: a thread's {@code NAME-HEAP-MARKER-PID}. */
    private static final String MARKER = "VMI4J-HEAP-MARKER-";

    @TempDir
    private Path folder;

    static Stream<String> guests() {
        List<String> guests = LinuxGuest.NAMES.stream()
                .filter(guest -> !LinuxGuest.isI386(guest))
                .toList();
        LiveGuests.prefetch(guests);
        return guests.stream();
    }

    /** Dumps of arm64 guests do not say which process a CPU runs: see {@link NeutralViewLiveTest}. */
    static Stream<String> amd64Guests() {
        List<String> guests = LinuxGuest.amd64();
        LiveGuests.prefetch(guests);
        return guests.stream();
    }

    @ParameterizedTest
    @MethodSource("guests")
    void gdbShowsThreadsRegistersAndMemory(String guest) throws IOException {
        String gdb = LinuxGuest.isArm(guest) ? "gdb-multiarch" : "gdb";
        assumeTrue(HostCommand.find(gdb).isPresent(), gdb + " is not installed here");
        GuestFolder recorded = LiveGuests.recorded(guest);
        Truth truth = recorded.truth();
        for (String mode : List.of("threads", "memory", "files", "plain", "swapped")) {
            long pid = workload(truth, mode);
            Path core = folder.resolve(guest + "." + mode);
            CoreSummary summary = dump(recorded, pid, core);
            assertThat(summary.swapped())
                    .as("swapped memory of %s of %s", mode, guest)
                    .isEqualTo(mode.equals("swapped") ? 512 * 1024 : 0);
            assertThat(summary.unreadable()).as("core of %s of %s", mode, guest).isZero();
            String heap = range(truth, pid, "[heap]");
            String shown = debugger(
                    gdb,
                    core,
                    "info threads",
                    "print/x $pc",
                    "print/x $sp",
                    "find " + heap + ",'V','M','I','4','J','-','H','E','A','P'",
                    "x/s $_");
            String[] syscall = truth.text("proc/" + pid + "/syscall").strip().split(" ", -1);
            List<String> values = values(shown);
            assertThat(threads(shown)).as("threads of %s of %s", mode, guest).isEqualTo(tasks(truth, pid));
            assertThat(values)
                    .as("instruction and stack pointer of %s of %s", mode, guest)
                    .containsExactly(syscall[syscall.length - 1], syscall[syscall.length - 2]);
            assertThat(shown).as("marker of %s of %s", mode, guest).contains('"' + MARKER + pid + '"');
        }
    }

    /** The workload has one process that never leaves the CPU, with a known value in a register. */
    @ParameterizedTest
    @MethodSource("amd64Guests")
    void aThreadThatRunsHasTheRegistersOfItsVirtualCpu(String guest) throws IOException {
        assumeTrue(HostCommand.find("gdb").isPresent(), "gdb is not installed here");
        GuestFolder recorded = LiveGuests.recorded(guest);
        Path core = folder.resolve(guest + ".busy");
        dump(recorded, DumpFormat.ELF, busy(recorded.truth()), core);
        String shown = debugger("gdb", core, "print/x $r12", "print/x $cs", "x/2xb $rip");
        assertThat(values(shown)).as("r12 and cs of %s", guest).containsExactly("0x1122334455667788", "0x33");
        assertThat(shown).as("a jump to itself, of %s", guest).containsPattern("0xeb\\s+0xfe");
    }

    /** It was started after the guest had told. */
    private static long busy(Truth truth) {
        return truth.text("processes")
                .lines()
                .filter(line -> line.contains(" (workload) R "))
                .mapToLong(line -> Long.parseLong(line.substring(0, line.indexOf(' '))))
                .filter(pid -> !truth.toldPids().contains((int) pid))
                .findFirst()
                .orElseThrow();
    }

    private static CoreSummary dump(GuestFolder recorded, long pid, Path core) throws IOException {
        return dump(recorded, DumpFormat.RAW, pid, core);
    }

    private static CoreSummary dump(GuestFolder recorded, DumpFormat format, long pid, Path core) throws IOException {
        TableNotes notes = new TableNotes();
        try (MemoryImage image = MemoryImage.open(recorded.image(format), ImageOptions.DEFAULT);
                FileChannel file = FileChannel.open(core, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            DescribesCores system = (DescribesCores) LinuxGuest.system(image);
            CoreSummary summary = ElfCore.write(system.processCore(pid, notes).orElseThrow(), CoreFilter.ALL, file);
            assertThat(notes.all()).isEmpty();
            return summary;
        }
    }

    /** The first process of a mode of the workload. */
    private static long workload(Truth truth, String mode) {
        return truth.toldPids().stream()
                .filter(truth.pids()::contains)
                .filter(pid ->
                        LinuxGuest.told(truth, "proc/" + pid + "/cmdline").startsWith("workload\0" + mode + "\0"))
                .findFirst()
                .orElseThrow();
    }

    private static String range(Truth truth, long pid, String name) {
        String line = truth.text("proc/" + pid + "/maps")
                .lines()
                .filter(candidate -> candidate.endsWith(name))
                .findFirst()
                .orElseThrow();
        String[] ends = line.substring(0, line.indexOf(' ')).split("-", -1);
        return "0x" + ends[0] + ",0x" + ends[1] + "-1";
    }

    private static Set<Long> tasks(Truth truth, long pid) throws IOException {
        TreeSet<Long> tasks = new TreeSet<>();
        try (Stream<Path> folders = Files.list(truth.file("proc/" + pid + "/task"))) {
            folders.forEach(task -> tasks.add(Long.valueOf(String.valueOf(task.getFileName()))));
        }
        return tasks;
    }

    private static Set<Long> threads(String shown) {
        TreeSet<Long> threads = new TreeSet<>();
        shown.lines().filter(line -> line.matches("[* ] +\\d+ .*")).forEach(line -> {
            Matcher thread = THREAD.matcher(line);
            if (thread.find()) {
                threads.add(Long.valueOf(thread.group(1)));
            }
        });
        return threads;
    }

    private static List<String> values(String shown) {
        List<String> values = new ArrayList<>();
        Matcher value = VALUE.matcher(shown);
        while (value.find()) {
            values.add(value.group(1));
        }
        return values;
    }

    private static String debugger(String gdb, Path core, String... commands) {
        List<String> words = new ArrayList<>(List.of(gdb, "-nx", "-batch"));
        for (String command : commands) {
            words.add("-ex");
            words.add(command);
        }
        words.add("-core=" + core);
        return HostCommand.of(words).run();
    }
}
