package dev.vmi4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.arch.amd64.Amd64Provider;
import dev.vmi4j.cli.console.Output;
import dev.vmi4j.cli.console.Screen;
import dev.vmi4j.cli.render.Format;
import dev.vmi4j.cli.render.Query;
import dev.vmi4j.cli.render.TablePrinter;
import dev.vmi4j.core.arch.Architecture;
import dev.vmi4j.core.os.Finding;
import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.core.os.GuestSystemProvider;
import dev.vmi4j.core.os.SessionStore;
import dev.vmi4j.driver.dump.MemoryImage;
import dev.vmi4j.session.Session;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The commands on the bundled image of a real guest, against what the guest and QEMU said about it. */
class SampleTest {
    private static final Pattern TLB = Pattern.compile("([0-9a-f]+): ([0-9a-f]+) ([-XGPDACTUW]{9})");
    private static SampleTruth truth;

    @BeforeAll
    static void read() throws IOException {
        truth = new SampleTruth();
    }

    private static Run vmi(String command, String... options) {
        List<String> args = new ArrayList<>(List.of(command, SampleTruth.IMAGE.toString()));
        args.addAll(Arrays.asList(options));
        args.add("--no-save");
        return Run.real(args.toArray(String[]::new));
    }

    private static List<String> rows(Run run) {
        return run.out().lines().skip(1).toList();
    }

    @Test
    void pagetablesAreWhatQemuSays() {
        String registers = truth.file("oracle/info-registers.txt");
        Matcher cr3 = Pattern.compile("CR3=([0-9a-f]+)").matcher(registers);
        assertThat(cr3.find()).isTrue();
        long root = Long.parseUnsignedLong(cr3.group(1), 16) & ~0xfffL;
        List<String> expected = TLB.matcher(truth.file("oracle/info-tlb-cpu0.txt"))
                .results()
                .map(line -> hex(line.group(1)) + " " + hex(line.group(2)) + " " + line.group(3))
                .sorted()
                .toList();
        Run run = vmi(
                "pagetables",
                "--root",
                "0x" + Long.toHexString(root),
                "--mode",
                "4-level",
                "-o",
                "csv",
                "--columns",
                "va,pa,no_execute,global,large,dirty,accessed,cache_disable,write_through,user,writable");
        List<String> actual =
                rows(run).stream().map(SampleTest::asQemu).sorted().toList();
        assertThat(actual).as(run.err()).hasSizeGreaterThan(1000).isEqualTo(expected);
        assertThat(run.code()).isZero();
    }

    private static String hex(String digits) {
        return "0x" + Long.toHexString(Long.parseUnsignedLong(digits, 16));
    }

    private static String asQemu(String row) {
        String[] fields = row.split(",", -1);
        StringBuilder line = new StringBuilder(fields[0] + " " + fields[1] + " ");
        for (int i = 0; i < 9; i++) {
            line.append(fields[i + 2].equals("true") ? "XGPDACTUW".charAt(i) : '-');
        }
        return line.toString();
    }

    @Test
    void idtLeadsToTheHandlersOfTheKernel() {
        Run run = vmi("idt", "-o", "csv", "--columns", "vector,name,type,handler,symbol,dpl,ist", "--limit", "15");
        List<String> rows = rows(run);
        assertThat(rows.get(14)).isEqualTo(gate(14, "#PF", "asm_exc_page_fault", 0, 0));
        assertThat(rows.get(3)).isEqualTo(gate(3, "#BP", "asm_exc_int3", 3, 0));
        assertThat(rows.get(8)).isEqualTo(gate(8, "#DF", "asm_exc_double_fault", 0, 1));
        assertThat(run.err()).contains("the image has no registers", "idt_table");
        assertThat(run.code()).isZero();
    }

    private static String gate(int vector, String name, String symbol, int dpl, int ist) {
        return vector + "," + name + ",interrupt_gate," + address(symbol) + "," + symbol + "," + dpl + "," + ist;
    }

    private static String address(String symbol) {
        return truth.file("truth/proc/kallsyms")
                .lines()
                .filter(line -> line.endsWith(" " + symbol))
                .map(line -> hex(line.substring(0, 16)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void readFindsTheBanner() {
        Run run = vmi("read", "linux_banner", "--as", "string", "-o", "csv", "--columns", "value");
        assertThat(run.out()).isEqualTo("value\r\n\"" + truth.file("truth/proc/version") + "\"\r\n");
    }

    @Test
    void symbolsAreThoseOfTheGuest() {
        Run run = vmi("symbols", "init_task", "-o", "csv");
        assertThat(run.out()).isEqualTo("address,type,name\r\n" + address("init_task") + ",D,init_task\r\n");
    }

    @Test
    void typesAreLaidOutAsTheAbiWantsIt() {
        assertThat(vmi("types", "list_head")).isEqualTo(new Run(0, """
                struct list_head {
                    struct list_head *next;                                 /*     0       8 */
                    struct list_head *prev;                                 /*     8       8 */
                }; /* size: 16, members: 2 */
                """, ""));
        assertThat(vmi("types", "struct hlist_head", "-o", "jsonl")).isEqualTo(new Run(0, """
                {"of":"struct hlist_head","name":"first","type":"struct hlist_node *","offset":0,"size":8,"bit_offset":null,"bit_size":null,"value":null}
                """, ""));
        assertThat(vmi("types", "pid_type", "-o", "csv", "--columns", "name,value")
                        .out())
                .startsWith("name,value\r\nPIDTYPE_PID,0\r\nPIDTYPE_TGID,1\r\n");
        assertThat(vmi("types", "no_such_type"))
                .isEqualTo(new Run(
                        1,
                        "",
                        "vmi: there is no type 'no_such_type'; 'vmi types IMAGE --list' lists them by" + " pattern\n"));
    }

    @Test
    void aStructureShowsItsValues() {
        Run run = vmi("read", "init_task", "--type", "struct task_struct", "-o", "csv", "--columns", "name,value");
        assertThat(rows(run)).contains("pid,0", "tgid,0", "comm,\"\"\"swapper/0\"\"\"");
    }

    @Test
    void infoSaysWhatWasFound() {
        Run run = vmi("info", "-o", "csv", "--columns", "property,value");
        assertThat(rows(run))
                .contains(
                        "system,linux",
                        "architecture,amd64",
                        "paging mode,4-level",
                        "release," + truth.file("truth/proc/version").split(" ", -1)[2]);
        assertThat(run.code()).isZero();
    }

    /** What an earlier session found, by key. */
    private record Shelf(Map<String, byte[]> kept) implements SessionStore {
        @Override
        public Optional<byte[]> load(String key) {
            return Optional.ofNullable(kept.get(key));
        }

        @Override
        public void save(String key, byte[] content) {
            kept.put(key, content);
        }
    }

    private static List<String> processes(Shelf shelf, List<Finding> findings) {
        List<Architecture> architectures = List.of(new Amd64Provider().architecture());
        try (Session session =
                Session.over(MemoryImage.open(SampleTruth.IMAGE), architectures, GuestSystemProvider.all(), shelf)) {
            GuestSystem system = session.requireSystem();
            findings.addAll(system.findings());
            StringWriter text = new StringWriter();
            new TablePrinter(Format.JSONL, new Output(text, Screen.NONE))
                    .print(system.table("processes").orElseThrow(), Query.ALL);
            return text.toString().lines().toList();
        }
    }

    @Test
    void aSavedSessionAnswersTheSameWithoutASearch() {
        Shelf shelf = new Shelf(new HashMap<>());
        List<Finding> first = new ArrayList<>();
        List<Finding> second = new ArrayList<>();

        List<String> expected = processes(shelf, first);
        assertThat(expected).isNotEmpty();
        assertThat(shelf.kept().keySet().stream().map(key -> key.replaceFirst("-[0-9a-f]{40}$", "")))
                .containsExactlyInAnyOrder("linux-vmcoreinfo", "linux-symbols", "linux-types");

        assertThat(processes(shelf, second)).isEqualTo(expected);
        assertThat(second)
                .filteredOn(finding ->
                        finding.what().equals("symbols") || finding.what().equals("types"))
                .hasSize(2)
                .allMatch(finding -> finding.how().equals("saved by an earlier run for this build id"));
    }
}
