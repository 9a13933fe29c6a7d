package dev.vmi4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong gets one sentence and its exit code. */
class ErrorsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                | which command? 'vmi --help' lists them
            frobnicate image                  | there is no command 'frobnicate'; 'vmi --help' lists the commands
            --json ps image                   | the command comes first, then its options: vmi COMMAND IMAGE --json
            ps                                | Missing required parameter: 'IMAGE'; see 'vmi ps --help'
            translate image                   | Missing required parameter: 'ADDRESS'; see 'vmi translate --help'
            read image                        | Missing required parameter: 'ADDRESS'; see 'vmi read --help'
            ps image more                     | Unmatched argument at index 1: 'more'; see 'vmi ps --help'
            ps image --wrong                  | Unknown option: '--wrong'; see 'vmi ps --help'
            ps image --columns pid,nme        | table processes has no column 'nme'; its columns are pid, name, root, started, kernel, args, since
            ps image --sort pid:down          | a sort order is asc or desc, not 'down'
            ps image --limit -1               | --limit wants a number of rows, not -1
            ps image -o xml                   | there is no format 'xml'; the formats are table, json, jsonl, csv
            ps image --raw-base x             | --raw-base wants a number, decimal or hexadecimal with 0x, not 'x'
            translate image 0x1 --pid 1 --root 0 | only one of --pid, --vcpu and --root can be given
            translate image 0x1 --mode pae    | --mode belongs to --root
            translate image nowhere           | there is no symbol 'nowhere'; 'vmi symbols' lists them
            translate image 12q               | an address wants a number, decimal or hexadecimal with 0x, not '12q'
            read image 0x1 --as float         | memory cannot be read as 'float'; it can as hex, u8, u16, u32, u64, ptr, string, utf16
            read image 0x1 --count 2          | --count goes with numbers and pointers
            read image 0x1 --length 0         | --length wants a number of bytes above 0
            read image 0x1 --physical --pid 1 | --physical memory belongs to no address space
            pagetables image --range 5        | a range is two addresses with a dash between them, not '5'
            pagetables image --range 9-5      | the range 9-5 is empty: its end is not above its beginning
            symbols image --regex (           | '(' is no regular expression: Unclosed group
            types image                       | give either the NAME of a type or --list GLOB
            types image pid                   | the types of a fake guest are not known
            """)
    void usage(String line, String sentence) {
        String[] args = line.isEmpty() ? new String[0] : line.split(" ");
        assertThat(Run.fake(args)).as(line).isEqualTo(new Run(2, "", "vmi: " + sentence + "\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            translate image 0x1 --pid 77                  | there is no process 77 in this guest
            translate image 0x1 --root 0x1010             | a root of 4-level paging is a multiple of 0x1000, which 0x1010 is not
            """)
    void addressSpacesThatDoNotExist(String line, String sentence) {
        assertThat(Run.fake(line.split(" "))).as(line).isEqualTo(new Run(1, "", "vmi: " + sentence + "\n"));
    }

    @Test
    void aFileThatIsNotThere() {
        Run run = Run.real("ps", folder.resolve("none.raw").toString());
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("none.raw").hasLineCount(1).doesNotContain("Exception");
    }

    @Test
    void aStackTraceComesWithDebugAlone() {
        Run run = Run.real("ps", folder.resolve("none.raw").toString(), "--debug");
        assertThat(run.err()).contains("OpenException", "\tat ");
    }

    @Test
    void anEmptyFile() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.raw"));
        Run run = Run.real("info", empty.toString(), "--no-save");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("empty.raw").hasLineCount(1);
    }

    @Test
    void aFolder() {
        Run run = Run.real("info", folder.toString(), "--no-save");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).hasLineCount(1);
    }

    @Test
    void memoryWithoutAKernel() throws IOException {
        Path zeros = Files.write(folder.resolve("zeros.raw"), new byte[1 << 16]);
        Run ps = Run.real("ps", zeros.toString(), "--no-save");
        assertThat(ps.code()).isEqualTo(4);
        assertThat(ps.out()).isEmpty();
        assertThat(ps.err()).startsWith("vmi: no kernel was found in ").hasLineCount(1);
        Run info = Run.real("info", zeros.toString(), "--no-save");
        assertThat(info.code()).isEqualTo(4);
        assertThat(info.out()).contains("65536 bytes", "none found");
        Run read = Run.real("read", zeros.toString(), "0", "--physical", "--length", "16", "--no-save");
        assertThat(read)
                .isEqualTo(new Run(
                        0,
                        "00000000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|\n00000010\n",
                        ""));
    }

    @Test
    void nothingIsWrittenBesideAnImageWithNoSave() throws IOException {
        Path zeros = Files.write(folder.resolve("zeros.raw"), new byte[1 << 16]);
        Run.real("ps", zeros.toString(), "--no-save");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(zeros);
        }
    }

    @Test
    void aReaderThatGoesAwayEndsQuietly() {
        assertThat(Run.into(new FailingWriter("Broken pipe"), "ps", "image")).isEqualTo(new Run(141, "", ""));
    }

    @Test
    void aFullDiskIsAnError() {
        assertThat(Run.into(new FailingWriter("No space left on device"), "ps", "image", "-o", "json"))
                .isEqualTo(new Run(74, "", "vmi: the answer cannot be written: No space left on device\n"));
    }

    /** Fails at the first character. */
    private static final class FailingWriter extends Writer {
        private final String message;

        FailingWriter(String message) {
            this.message = message;
        }

        @Override
        public void write(char[] characters, int offset, int length) throws IOException {
            throw new IOException(message);
        }

        @Override
        public void flush() throws IOException {
            throw new IOException(message);
        }

        @Override
        public void close() {}

        @Override
        public String toString() {
            return "";
        }
    }
}
