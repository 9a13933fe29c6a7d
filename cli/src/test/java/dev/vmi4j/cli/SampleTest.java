package dev.vmi4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The commands on the bundled image of a real guest, against what the guest and QEMU said about it. */
class SampleTest {
    private static final Pattern PROCESS = Pattern.compile("truth/proc/(\\d+)/stat");
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
    void psListsTheProcessesThatTheGuestListed() {
        Run run = vmi("ps", "-o", "jsonl", "--columns", "pid,ppid,name");
        Set<String> passing = Set.of(truth.file("truth/collector-pids").strip().split("\\s+", -1));
        TreeMap<Long, String> expected = new TreeMap<>();
        for (String name : truth.files().keySet()) {
            Matcher process = PROCESS.matcher(name);
            if (process.matches() && !passing.contains(process.group(1))) {
                expected.put(Long.valueOf(process.group(1)), process(process.group(1)));
            }
        }
        TreeMap<Long, String> actual = new TreeMap<>();
        run.out()
                .lines()
                .map(SampleTest::fields)
                .forEach(row -> actual.put(Long.valueOf(row.getFirst()), row.get(1) + " " + name(row.get(2))));
        assertThat(actual).as(run.err()).isEqualTo(expected);
        assertThat(run.code()).isZero();
    }

    /** The parent and the name: the fourth field of stat, which follows the last parenthesis, and comm. */
    private static String process(String pid) {
        String stat = truth.file("truth/proc/" + pid + "/stat");
        String parent = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1)[1];
        String comm = truth.file("truth/proc/" + pid + "/comm");
        return parent + " " + name(comm.substring(0, comm.length() - 1));
    }

    /**
     * What a worker works on, after its name, may have changed between the guest's account and the image. The only byte
     * in this guest's names that is no UTF-8 is 0xff.
     */
    private static String name(String comm) {
        return (comm.startsWith("kworker/") ? comm.replaceFirst("[-+].*", "") : comm).replace("\ufffd", "\\xff");
    }

    private static List<String> fields(String row) {
        List<String> fields = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), row)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue()) {
                    fields.add(parser.getString());
                }
            }
        }
        return fields;
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
}
