package dev.vmi4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each command on a guest whose every byte is written out in {@link FakeGuest}. */
class CommandsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --pid 2                      | 2
        --name k*                    | 2
        --name *i*                   | 1,42
        --sort pid:desc              | 42,2,1
        --sort name                  | 42,1,2
        --sort root                  | 1,2,42
        --sort root:desc             | 1,2,42
        --sort pid:desc --limit 2    | 42,2
        --limit 1                    | 1
        """)
    void filtersSortAndLimit(String options, String pids) {
        String line = "ps image -o csv --columns pid " + options;
        String expected = "pid\r\n" + pids.replace(",", "\r\n") + "\r\n";
        assertThat(Run.fake(line.split(" "))).as(line).isEqualTo(new Run(0, expected, ""));
    }

    @Test
    void filtersMayLeaveNothing() {
        assertThat(Run.fake("ps", "image", "--pid", "3"))
                .isEqualTo(new Run(1, "", "vmi: no row of processes is left by the filters and the limit\n"));
    }

    @Test
    void everyTableIsACommand() {
        assertThat(Run.fake("processes", "image", "--pid", "1")).isEqualTo(Run.fake("ps", "image", "--pid", "1"));
    }

    @Test
    void info() {
        Run run = Run.fake("info", "image");
        assertThat(run).isEqualTo(new Run(0, """
            property         value        how
            source           fake image   its first bytes
            memory           65536 bytes  the layout of the source
            physical ranges  0x0-0x10000  the layout of the source
            registers        none         this source holds memory alone
            system           fake         its kernel was found
            release          1.0          the kernel says so
            architecture     amd64        the kernel's page tables translate in it
            paging mode      4-level      the kernel's page tables translate in it
            kernel root      0x1000       the kernel's page tables translate from it
            mood             good         it was asked
            """, ""));
    }

    @Test
    void tables() {
        assertThat(Run.fake("tables", "--columns", "table,column,type,meaning", "--limit", "3"))
                .isEqualTo(new Run(0, """
                    table     column  type     meaning
                    nothings  pid     number   process identifier
                    nothings  name    text     name
                    nothings  root    address  page table root
                    """, ""));
        assertThat(Run.fake("tables", "image")).isEqualTo(Run.fake("tables"));
    }

    @Test
    void translate() {
        assertThat(Run.fake("translate", "image", "0x400010", "data+4", "0x800123"))
                .isEqualTo(new Run(0, """
                          va      pa     size  level  kernel_access  user_access
                    0x400010  0x5010     4096  PT     r-x            r-x
                    0x401004  0x6004     4096  PT     rw-            rw-
                    0x800123   0x123  2097152  PD     rwx            ---
                    """, ""));
    }

    @Test
    void translateSaysWhyItCannot() {
        Run run = Run.fake("translate", "image", "0x400000", "0xc00000", "-o", "jsonl", "--columns", "va,pa");
        assertThat(run.out()).isEqualTo("""
            {"va":"0x400000","pa":"0x5000"}
            {"va":"0xc00000","pa":null,"unreadable":{"pa":"virtual address 0xc00000 is not mapped under root 0x1000 (PD entry at guest physical 0x3030 is 0x0)"}}
            """);
        assertThat(run.code()).isEqualTo(5);
        assertThat(Run.fake("translate", "image", "0xc00000").code()).isEqualTo(1);
    }

    @Test
    void translateShowsTheWalk() {
        assertThat(Run.fake("translate", "image", "0x400010", "--walk")).isEqualTo(new Run(0, """
                  va  level  index  address   entry  leads_to
            0x400010  PML4       0   0x1000  0x2007  table 0x2000
            0x400010  PDPT       0   0x2000  0x3007  table 0x3000
            0x400010  PD         2   0x3010  0x4007  table 0x4000
            0x400010  PT         0   0x4000  0x5025  page 0x5000 of 0x1000 bytes
            """, ""));
    }

    @Test
    void aWalkMayEndInATableThatIsMissing() {
        assertThat(Run.fake("translate", "image", "0xa00000", "--walk")).isEqualTo(new Run(1, """
                  va  level  index  address    entry  leads_to
            0xa00000  PML4       0   0x1000   0x2007  table 0x2000
            0xa00000  PDPT       0   0x2000   0x3007  table 0x3000
            0xa00000  PD         5   0x3028  0x90007  table 0x90000
            0xa00000  PT         0  0x90000       ??  nothing: the address needs a page table that the source does not hold
            """, """
                vmi: entry could not be read in one row: the source does not hold the table at 0x90000
                vmi: virtual address 0xa00000 needs a page table that the source does not hold under root 0x1000 (PT entry at guest physical 0x90000)
                """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--pid 1", "--root 0x1000 --mode 4-level", "--root 4096"})
    void addressSpacesByOption(String options) {
        String line = "translate image 0x400010 -o csv --columns pa " + options;
        assertThat(Run.fake(line.split(" "))).as(line).isEqualTo(new Run(0, "pa\r\n0x5010\r\n", ""));
    }

    @Test
    void readShowsBytesAsHexdumpDoes() {
        assertThat(Run.fake("read", "image", "start", "--length", "70")).isEqualTo(new Run(0, """
            00400000  48 65 6c 6c 6f 2c 20 67  75 65 73 74 21 00 00 00  |Hello, guest!...|
            00400010  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|
            *
            00400040  00 00 00 00 00 00                                 |......|
            00400046
            """, ""));
    }

    @Test
    void readShowsWhatItCannotRead() {
        assertThat(Run.fake("read", "image", "0x401ff8", "--length", "12"))
                .isEqualTo(new Run(
                        5,
                        """
                        00401ff8  fe ff ff ff ff ff ff ff  ?? ?? ?? ??              |........    |
                        00402004
                        """,
                        "vmi: 4 bytes of 12 could not be read: guest physical address 0x90000 is not memory of"
                                + " this guest\n"));
        assertThat(Run.fake("read", "image", "0x402000", "--length", "2").code())
                .isEqualTo(1);
    }

    @Test
    void readForMachines() {
        Run run = Run.fake("read", "image", "0x6ff8", "--physical", "--length", "8", "-o", "jsonl");
        assertThat(run)
                .isEqualTo(new Run(
                        0, "{\"address\":\"0x6ff8\",\"bytes\":\"feffffffffffffff\",\"text\":\"........\"}\n", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        greeting --as string              | 0x400007,guest!
        start --as u8 --count 2           | 0x400000,72;0x400001,101
        start --as u16                    | 0x400000,25928
        0x401ff8 --as u32                 | 0x401ff8,4294967294
        0x401ff8 --as u64                 | 0x401ff8,0xfffffffffffffffe
        0x401ff0 --as ptr                 | 0x401ff0,0x400008,greeting+0x1
        """)
    void readValues(String options, String rows) {
        String line = "read image -o csv " + options;
        String out = Run.fake(line.split(" ")).out();
        assertThat(out.substring(out.indexOf('\n') + 1)).as(line).isEqualTo(rows.replace(";", "\r\n") + "\r\n");
    }

    @Test
    void pagetables() {
        assertThat(Run.fake("pagetables", "image"))
                .isEqualTo(new Run(
                        5,
                        """
                              va       pa     size  level               entry  writable  user  write_through  cache_disable  accessed  dirty  large  global  pat  no_execute  kernel_access  user_access
                        0x400000   0x5000     4096  PT                 0x5025  no        yes   no             no             yes       no     no     no      no   no          r-x            r-x
                        0x401000   0x6000     4096  PT     0x8000000000006067  yes       yes   no             no             yes       yes    no     no      no   yes         rw-            rw-
                        0x402000  0x90000     4096  PT                0x90001  no        no    no             no             no        no     no     no      no   no          r-x            ---
                        0x800000      0x0  2097152  PD                   0xe3  yes       no    no             no             yes       yes    yes    no      no   no          rwx            ---
                        """,
                        "vmi: the page table or entry at 0x90000, which covers 0x200000 bytes from 0xa00000"
                                + " on, lies in memory that the source does not hold\n"));
    }

    @Test
    void pagetablesOfARange() {
        assertThat(Run.fake("pagetables", "image", "--range", "0x401800-0x402000", "--columns", "va,pa"))
                .isEqualTo(new Run(0, "      va      pa\n0x401000  0x6000\n", ""));
    }

    @Test
    void pagetablesMerged() {
        Run run = Run.fake("pagetables", "image", "--merge", "--range", "0-0x900000", "-o", "csv");
        assertThat(run).isEqualTo(new Run(0, """
            start,end,size,pages,kernel_access,user_access
            0x400000,0x400fff,4096,1,r-x,r-x
            0x401000,0x401fff,4096,1,rw-,rw-
            0x402000,0x402fff,4096,1,r-x,---
            0x800000,0x9fffff,2097152,1,rwx,---
            """.replace("\n", "\r\n"), ""));
    }

    @Test
    void symbols() {
        assertThat(Run.fake("symbols", "image", "*t*")).isEqualTo(new Run(0, """
             address  type  name
            0x400000  T     start
            0x400007  d     greeting
            0x401000  D     data
            """, ""));
        assertThat(Run.fake("symbols", "image", "--regex", "^(end|data)$", "-o", "csv", "--columns", "name")
                        .out())
                .isEqualTo("name\r\ndata\r\nend\r\n");
        assertThat(Run.fake("symbols", "image", "--address", "0x400010", "-o", "csv")
                        .out())
                .isEqualTo("address,type,name,offset,size\r\n0x400007,d,greeting,0x9,4089\r\n");
        assertThat(Run.fake("symbols", "image", "--address", "0x10"))
                .isEqualTo(new Run(1, "", "vmi: 0x10 lies outside of everything the kernel's symbols name\n"));
    }

    @Test
    void commandsThatNeedRegistersSayWhatIsMissing() {
        assertThat(Run.fake("idt", "image"))
                .isEqualTo(new Run(
                        1,
                        "",
                        "vmi: the image has no registers, which would say where the IDT lies, and the"
                                + " kernel has no symbol idt_table\n"));
        assertThat(Run.fake("registers", "image").code()).isEqualTo(1);
        assertThat(Run.fake("pagetables", "image", "--vcpu", "0"))
                .isEqualTo(new Run(1, "", "vmi: fake image has no registers\n"));
    }

    @Test
    void completion() {
        Run run = Run.fake("completion");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("complete -F", "pagetables", "processes", "--memory-map");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "info",
                "ps",
                "processes",
                "translate",
                "read",
                "pagetables",
                "symbols",
                "types",
                "idt",
                "registers",
                "dump",
                "watch",
                "tables",
                "completion"
            })
    void everyCommandHasHelpWithExamples(String command) {
        Run run = Run.fake(command, "--help");
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("Usage: vmi " + command).contains("Examples:", "vmi " + command);
        assertThat(Run.fake("help", command)).isEqualTo(run);
    }

    @Test
    void helpListsCommandsAndExitCodes() {
        Run run = Run.fake("--help");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("pagetables", "nothings", "Exit codes:", "141");
    }
}
