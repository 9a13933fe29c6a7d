package dev.vmi4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.cli.console.Screen;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every format, with text that wants to harm a terminal, cells without a value and cells that cannot be read. */
class FormatsTest {
    private static final String GAP = "vmi: root could not be read in one row: the page was left out\n";

    private static final String TABLE = """
                pid  name                      root       started  kernel  args            since
                  1  init                    0x1000   1.500000000  no      /sbin/init a b  2023-11-14T22:13:21Z
                  2  kthreadd                     -   3.000000000  yes     -               2023-11-14T22:13:22Z
                 42  evil\\x1b[2J\\n\\u202ex\\\\      ??  63.000000000  no      x,y "z"         2023-11-14T22:14:02Z
                """;

    @Test
    void table() {
        assertThat(Run.fake("ps", "image")).isEqualTo(new Run(5, TABLE, GAP));
    }

    @Test
    void json() {
        Run run = Run.fake("ps", "image", "-o", "json");
        assertThat(run.out()).isEqualTo("""
                        [
                        {"pid":1,"name":"init","root":"0x1000","started":1.500000000,"kernel":false,"args":["/sbin/init","a b"],"since":"2023-11-14T22:13:21Z"},
                        {"pid":2,"name":"kthreadd","root":null,"started":3.000000000,"kernel":true,"args":null,"since":"2023-11-14T22:13:22Z"},
                        {"pid":42,"name":"evil\\u001b[2J\\u000a\\u202ex\\\\","root":null,"started":63.000000000,"kernel":false,"args":["x,y","\\"z\\""],"since":"2023-11-14T22:14:02Z","unreadable":{"root":"the page was left out"}}
                        ]
                        """);
        assertThat(run.code()).isEqualTo(5);
    }

    @Test
    void jsonLines() {
        Run run = Run.fake("ps", "image", "-o", "jsonl", "--columns", "pid,root");
        assertThat(run.out()).isEqualTo("""
                        {"pid":1,"root":"0x1000"}
                        {"pid":2,"root":null}
                        {"pid":42,"root":null,"unreadable":{"root":"the page was left out"}}
                        """);
    }

    @Test
    void csvIsExactInAFile() {
        Run run = Run.fake("ps", "image", "-o", "csv", "--columns", "pid,name,root,args,unreadable");
        assertThat(run.out())
                .isEqualTo("pid,name,root,args,unreadable\r\n"
                        + "1,init,0x1000,/sbin/init a b,\r\n"
                        + "2,kthreadd,,,\r\n"
                        + "42,\"" + FakeGuest.HOSTILE + "\",,\"x,y \"\"z\"\"\",root: the page was left out\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "json", "jsonl", "csv"})
    void noFormatSendsControlCharactersToATerminal(String format) {
        Screen terminal = new Screen(Screen.Kind.TERMINAL, OptionalInt.of(200), Screen.Style.PLAIN);
        Run run = Run.fake(terminal, "ps", "image", "-o", format);
        assertThat(run.out().codePoints().filter(c -> c != '\n' && c != '\r'))
                .noneMatch(c -> Character.isISOControl(c) || c == 0x202e);
    }

    @Test
    void aTerminalGetsColoursAndCutText() {
        Screen terminal = new Screen(Screen.Kind.TERMINAL, OptionalInt.of(24), Screen.Style.COLOURED);
        Run run = Run.fake(terminal, "ps", "image", "--columns", "pid,name,root");
        assertThat(run.out()).isEqualTo("""
                        \u001b[1mpid\u001b[0m  \u001b[1mname\u001b[0m            \u001b[1mroot\u001b[0m
                          1  init          0x1000
                          2  kthreadd           -
                         42  evil\\x1b[2J\u2026      \u001b[31m??\u001b[0m
                        """);
    }

    @Test
    void columnsOfDetailAreForMachinesAndForThoseWhoAsk() {
        assertThat(Run.fake("withdetail", "image")).isEqualTo(new Run(0, "pid\n  1\n  2\n", ""));
        assertThat(Run.fake("withdetail", "image", "--columns", "all").out())
                .isEqualTo("pid  name\n  1  init\n  2  kthreadd\n");
        assertThat(Run.fake("withdetail", "image", "-o", "csv").out())
                .isEqualTo("pid,name\r\n1,init\r\n2,kthreadd\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "jsonl"})
    void anEmptyTableHasNoOutputButAReason(String format) {
        assertThat(Run.fake("nothings", "image", "-o", format)).isEqualTo(new Run(1, "", "vmi: the list is empty\n"));
    }

    @Test
    void anEmptyTableIsStillJson() {
        assertThat(Run.fake("nothings", "image", "-o", "json"))
                .isEqualTo(new Run(1, "[]\n", "vmi: the list is empty\n"));
    }

    @Test
    void rowsBeforeAFailureStandAndTheDocumentIsWhole() {
        assertThat(Run.fake("torn", "image", "-o", "json", "--columns", "pid"))
                .isEqualTo(new Run(5, "[\n{\"pid\":1}\n]\n", "vmi: the list is cyclic\n"));
    }
}
