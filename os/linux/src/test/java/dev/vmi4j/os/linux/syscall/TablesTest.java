package dev.vmi4j.os.linux.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected values are those of the manual pages and of the kernel's headers. */
class TablesTest {
    @ParameterizedTest
    @CsvSource({
        "amd64, 0, read",
        "amd64, 59, execve",
        "amd64, 231, exit_group",
        "amd64, 257, openat",
        "amd64, 435, clone3",
        "amd64, 462, mseal",
        "i386, 1, exit",
        "i386, 5, open",
        "i386, 192, mmap2",
        "i386, 295, openat",
        "arm64, 56, openat",
        "arm64, 63, read",
        "arm64, 64, write",
        "arm64, 93, exit",
        "arm64, 94, exit_group",
        "arm64, 220, clone",
        "arm64, 221, execve",
        "arm64, 222, mmap",
        "arm64, 435, clone3"
    })
    void numbersHaveNames(String abi, long number, String name) {
        assertThat(SystemCallTable.of(abi).name(number)).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"amd64", "i386", "arm64"})
    void anUnknownNumberHasNoName(String abi) {
        assertThat(SystemCallTable.of(abi).name(100_000)).isEmpty();
        assertThat(SystemCallTable.of(abi).name(-1)).isEmpty();
    }

    @Test
    void theModeOfAFileIsGivenWhenOneIsMade() {
        ArgumentKind mode = SystemCallTable.arguments("openat").getLast();
        assertThat(mode.isGiven(List.of(-100L, 0L, 0x80000L, 0644L))).isFalse();
        assertThat(mode.isGiven(List.of(-100L, 0L, 0x80041L, 0644L))).isTrue();
        assertThat(mode.isGiven(List.of(-100L, 0L, 0x410002L, 0644L)))
                .as("O_TMPFILE")
                .isTrue();
    }

    /** Every kind of the table must be one that is understood, and what it refers to must exist. */
    @ParameterizedTest
    @ValueSource(strings = {"amd64", "i386", "arm64"})
    void everyArgumentIsWellFormed(String abi) {
        SystemCallTable table = SystemCallTable.of(abi);
        for (long number = 0; number < 500; number++) {
            String name = table.name(number).orElse("read");
            var arguments = SystemCallTable.arguments(name);
            assertThat(arguments).as(name).hasSizeLessThanOrEqualTo(6);
            for (ArgumentKind kind : arguments) {
                switch (kind.name()) {
                    case "flags", "enum" ->
                        assertThat(FlagSets.of(kind.detail(), abi)).as(name).isNotNull();
                    case "in", "out", "vec", "vecout", "addr", "addrout", "poll", "newmode" ->
                        assertThat(kind.other()).as(name).isBetween(0, arguments.size() - 1);
                    default -> assertThat(kind.detail()).as(name).isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "open, amd64, 0, O_RDONLY",
        "open, amd64, 0x80042, O_RDWR|O_CREAT|O_CLOEXEC",
        "open, amd64, 0x101001, O_WRONLY|O_SYNC",
        "open, amd64, 0x10000, O_RDONLY|O_DIRECTORY",
        "open, arm64, 0x4000, O_RDONLY|O_DIRECTORY",
        "open, amd64, 0x40000000, O_RDONLY|0x40000000",
        "prot, amd64, 0, 0",
        "prot, amd64, 3, PROT_READ|PROT_WRITE",
        "access, amd64, 0, F_OK",
        "access, amd64, 5, R_OK|X_OK",
        "clone, amd64, 0x1200011, SIGCHLD|CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID"
    })
    void flagsAreNamed(String set, String abi, String bits, String text) {
        assertThat(FlagSets.of(set, abi).flags(Long.decode(bits)).split("\\|"))
                .containsExactlyInAnyOrder(text.split("\\|"));
    }

    @ParameterizedTest
    @CsvSource({"whence, 2, SEEK_END", "signal, 9, SIGKILL", "family, 10, AF_INET6", "whence, 77, 0x4d"})
    void valuesAreNamed(String set, long value, String text) {
        assertThat(FlagSets.of(set, "amd64").value(value)).isEqualTo(text);
    }

    @Test
    void aSetThatIsNotThereIsAnError() {
        assertThatIllegalArgumentException().isThrownBy(() -> FlagSets.of("nonsense", "amd64"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "open; -2; -1 ENOENT (No such file or directory)",
                "read; -11; -1 EAGAIN (Resource temporarily unavailable)",
                "read; -512; -1 ERESTARTSYS (To be restarted if SA_RESTART is set)",
                "read; 13; 13",
                "lseek; -5000; -5000",
                "mmap; 4096; 0x1000",
                "mmap; -12; -1 ENOMEM (Cannot allocate memory)"
            })
    void resultsAreNamed(String name, long value, String text) {
        assertThat(LinuxSystemCalls.result(name, value)).isEqualTo(text);
    }

    @Test
    void bytesAreQuotedAsInC() {
        byte[] bytes = {'a', '"', '\\', '\n', 0, '1', 0, 'x', (byte) 0xff, '9'};
        assertThat(Quoted.of(bytes, bytes.length)).isEqualTo("\"a\\\"\\\\\\n\\0001\\0x\\3779\"");
    }
}
