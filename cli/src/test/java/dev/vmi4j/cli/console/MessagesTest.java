package dev.vmi4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final long SECOND = 1_000_000_000L;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long now;

    private Messages messages(Screen.Kind kind) {
        return new Messages(new PrintStream(bytes, true, StandardCharsets.UTF_8), kind, () -> now);
    }

    private String said() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void workOfLessThanASecondIsNotShown() {
        Messages messages = messages(Screen.Kind.TERMINAL);
        messages.progress("unpacking", 0, 10);
        now = SECOND - 1;
        messages.progress("unpacking", 10, 10);
        messages.done();
        assertThat(said()).isEmpty();
    }

    @Test
    void aTerminalGetsALineThatIsOverwrittenAndErased() {
        Messages messages = messages(Screen.Kind.TERMINAL);
        messages.progress("unpacking", 0, 10);
        now = SECOND;
        messages.progress("unpacking", 5, 10);
        now = SECOND + 1;
        messages.progress("unpacking", 6, 10);
        now = 2 * SECOND;
        messages.progress("unpacking", 7, 10);
        messages.done();
        assertThat(said()).isEqualTo("\r\u001b[Kunpacking ... 50%\r\u001b[Kunpacking ... 70%\r\u001b[K");
    }

    @Test
    void aFileGetsOneLineForEachPieceOfWork() {
        Messages messages = messages(Screen.Kind.STREAM);
        messages.progress("unpacking", 0, 10);
        now = 2 * SECOND;
        messages.progress("unpacking", 5, 10);
        now = 3 * SECOND;
        messages.progress("unpacking", 6, 10);
        messages.progress("searching", 0, 0);
        now = 5 * SECOND;
        messages.progress("searching", 0, 0);
        assertThat(said()).isEqualTo("vmi: unpacking ...\nvmi: searching ...\n");
    }

    @Test
    void quietLeavesErrorsAlone() {
        Messages messages = messages(Screen.Kind.STREAM);
        messages.quiet();
        messages.progress("unpacking", 0, 10);
        now = 2 * SECOND;
        messages.progress("unpacking", 5, 10);
        messages.note("a note");
        messages.error("an error with \u001b");
        assertThat(said()).isEqualTo("vmi: an error with \\x1b\n");
    }
}
