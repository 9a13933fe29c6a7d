package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.TableNotes;
import dev.vmi4j.lab.DumpFormat;
import dev.vmi4j.lab.GuestFolder;
import dev.vmi4j.lab.Truth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kernel stacks of real guests beside what {@code /proc/PID/stack} and {@code /proc/PID/wchan} said: of every task of
 * user space frame by frame, and of those kernel threads that did not wake up between the report and the dump.
 */
@Covers("stacks")
final class StacksLiveTest {
    static Stream<String> guests() {
        LiveGuests.prefetch(LinuxGuest.NAMES);
        return LinuxGuest.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("guests")
    void stacksEqualTheGuestsOwnAccount(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        Truth truth = recorded.truth();
        TableNotes notes = new TableNotes();
        Map<String, List<Row>> stacks = byTask(LinuxGuest.rows(recorded, DumpFormat.ELF, "stacks", notes));
        assertThat(notes.all()).isEmpty();
        WaitingCode waiting = WaitingCode.of(truth);
        SoftAssertions softly = new SoftAssertions();
        Map<String, String> movedRoots = new TreeMap<>();
        Set<String> roots = new TreeSet<>();
        int same = 0;
        for (var stack : stacks.entrySet()) {
            Row first = stack.getValue().getFirst();
            String told = told(truth, first);
            if (told.isEmpty() || first.number("pid") == 1) {
                continue;
            }
            List<String> expected = told.lines().map(StacksLiveTest::told).toList();
            List<String> found = shown(stack.getValue(), waiting);
            boolean kernelThread = isKernelThread(truth, first);
            if (found.equals(expected)) {
                same++;
                if (kernelThread) {
                    roots.add(found.getLast());
                }
            } else if (kernelThread) {
                movedRoots.put(stack.getKey(), found.getLast());
            } else {
                softly.assertThat(found).as("stack of %s", stack.getKey()).isEqualTo(expected);
            }
        }
        // Of a thread that ran while it was asked, the guest itself says garbage: its root is that of the others.
        softly.assertThat(roots).isNotEmpty();
        softly.assertThat(movedRoots).as("kernel threads that sleep elsewhere").hasSizeLessThan(10);
        movedRoots.forEach((thread, root) ->
                softly.assertThat(root).as("root of %s", thread).isIn(roots));
        softly.assertThat(same).as("stacks that are the same").isGreaterThan(70);
        whole(softly, stacks);
        softly.assertAll();
    }

    /** Every stack leads to where it began, and nothing on the way was guessed. */
    private static void whole(SoftAssertions softly, Map<String, List<Row>> stacks) {
        stacks.forEach((task, frames) -> frames.forEach(frame -> {
            boolean ended = frame.cell("frame").equals(Cell.NONE);
            softly.assertThat(frame.cell("note"))
                    .as("note of %s", task)
                    .isEqualTo(ended ? Cell.of("its kernel stack was freed (task_struct.stack is null)") : Cell.NONE);
            softly.assertThat(frame.cell("reliable"))
                    .as("reliable of %s", task)
                    .isEqualTo(ended ? Cell.NONE : Cell.of(true));
        }));
    }

    /** Where user mode goes on, beside the end of {@code /proc/PID/syscall}: the stack pointer and the program counter. */
    @ParameterizedTest
    @MethodSource("guests")
    void userModeGoesOnWhereTheGuestSaid(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        Truth truth = recorded.truth();
        SoftAssertions softly = new SoftAssertions();
        int compared = 0;
        for (Row row : LinuxGuest.rows(recorded, "stacks")) {
            List<String> told = List.of(LinuxGuest.told(truth, "proc/" + row.number("pid") + "/syscall")
                    .strip()
                    .split(" "));
            if (row.cell("kind").equals(Cell.of("user")) && row.number("pid") != 1 && told.size() > 2) {
                compared++;
                softly.assertThat(List.of(row.cell("stack_pointer"), row.cell("address")))
                        .as("user mode of %s", row.number("pid"))
                        .isEqualTo(told.stream()
                                .skip(told.size() - 2L)
                                .map(number -> new Cell.Address(Long.decode(number)))
                                .toList());
            }
        }
        softly.assertThat(compared).isGreaterThan(20);
        softly.assertAll();
    }

    /** An image with registers shows what the CPUs run, from one without the reason is told. */
    @ParameterizedTest
    @MethodSource("guests")
    void aRunningTaskIsUnwoundFromRegisters(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        List<Row> withRegisters = LinuxGuest.rows(recorded, DumpFormat.ELF, "stacks", new TableNotes());
        List<Row> running = withRegisters.stream()
                .filter(row -> List.of(Cell.of("running"), Cell.of("user")).contains(row.cell("kind"))
                        && row.cell("frame").equals(Cell.of(0)))
                .toList();
        assertThat(running).hasSizeGreaterThanOrEqualTo(2);
        List<Cell> tasks = running.stream().map(row -> row.cell("task")).toList();
        assertThat(LinuxGuest.rows(recorded, "stacks"))
                .filteredOn(row -> tasks.contains(row.cell("task")))
                .hasSameSizeAs(tasks)
                .allSatisfy(row -> assertThat(row.text("note")).contains("registers are not known"));
    }

    @ParameterizedTest
    @MethodSource("guests")
    void wchanEqualsTheGuestsOwnAccount(String guest) {
        GuestFolder recorded = LiveGuests.recorded(guest);
        Truth truth = recorded.truth();
        List<Row> rows = LinuxGuest.rows(recorded, "processes").stream()
                .filter(row -> row.number("pid") != 1)
                .filter(row -> row.cell("kernel_thread").equals(Cell.of(false)))
                .filter(row -> !LinuxGuest.told(truth, wchan(row)).isEmpty())
                .toList();
        assertThat(rows).hasSizeGreaterThan(20);
        // get_wchan of older kernels follows frame pointers, which they were not built with: there /proc/PID/stack says
        // it.
        boolean untold = rows.stream().allMatch(row -> truth.text(wchan(row)).equals("0"));
        SoftAssertions softly = new SoftAssertions();
        for (Row row : rows) {
            softly.assertThat(waitsIn(row))
                    .as("wchan of %s", row.number("pid"))
                    .isEqualTo(untold ? innermost(truth, row) : truth.text(wchan(row)));
        }
        softly.assertAll();
    }

    /** The function that the guest's own account of a stack begins with; 0 of a task that has none. */
    private static String innermost(Truth truth, Row row) {
        return LinuxGuest.told(truth, "proc/" + row.number("pid") + "/stack")
                .lines()
                .findFirst()
                .map(line -> told(line).replaceFirst("\\+.*", ""))
                .orElse("0");
    }

    private static String wchan(Row row) {
        return "proc/" + row.number("pid") + "/wchan";
    }

    private static String waitsIn(Row row) {
        return row.cell("wchan").equals(Cell.NONE) ? "0" : row.text("wchan");
    }

    private static Map<String, List<Row>> byTask(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.number("pid") != 0)
                .collect(Collectors.groupingBy(
                        row -> row.number("pid") + " " + row.text("name"), LinkedHashMap::new, Collectors.toList()));
    }

    /** What was told of a task; of threads other than the first, as far as the recording has it. */
    private static String told(Truth truth, Row row) {
        String thread = "proc/" + row.number("tgid") + "/task/" + row.number("pid") + "/stack";
        String told = LinuxGuest.told(truth, thread);
        return told.isEmpty() && row.number("tgid") == row.number("pid")
                ? LinuxGuest.told(truth, "proc/" + row.number("pid") + "/stack")
                : told;
    }

    /** A line such as {@code [<0>] do_wait+0x160/0x2f0 [module]} without the size. */
    private static String told(String line) {
        return line.replaceFirst("^\\[<0>] ", "").replaceFirst("/0x[0-9a-f]+", "");
    }

    /** The frames as the guest shows them: without those of the scheduler, and up to where user mode begins. */
    private static List<String> shown(List<Row> frames, WaitingCode waiting) {
        return frames.stream()
                .filter(row -> row.cell("symbol") instanceof Cell.Text)
                .filter(row -> !waiting.contains(((Cell.Address) row.cell("address")).value()))
                .map(row -> row.text("symbol")
                        + (row.cell("module").equals(Cell.NONE) ? "" : " [" + row.text("module") + "]"))
                .toList();
    }

    private static boolean isKernelThread(Truth truth, Row row) {
        return LinuxGuest.told(truth, "proc/" + row.number("tgid") + "/maps").isEmpty();
    }

    /** The code of the scheduler and of locks, from the guest's own symbols. */
    private record WaitingCode(Map<String, Long> symbols) {
        static WaitingCode of(Truth truth) {
            Map<String, Long> symbols = new TreeMap<>();
            truth.text("proc/kallsyms")
                    .lines()
                    .map(line -> line.split("\\s+", -1))
                    .filter(line -> line[2].matches("__(sched|lock)_text_(start|end)"))
                    .forEach(line -> symbols.put(line[2], Long.parseUnsignedLong(line[0], 16)));
            return new WaitingCode(symbols);
        }

        boolean contains(long address) {
            return isBetween(address, "__sched_text_start", "__sched_text_end")
                    || isBetween(address, "__lock_text_start", "__lock_text_end");
        }

        private boolean isBetween(long address, String from, String to) {
            return symbols.containsKey(from)
                    && Long.compareUnsigned(address, Objects.requireNonNull(symbols.get(from))) >= 0
                    && Long.compareUnsigned(address, Objects.requireNonNull(symbols.get(to))) < 0;
        }
    }
}
