package dev.vmi4j.acceptance.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.cli.command.ExitCode;
import dev.vmi4j.core.table.TableSchema;
import dev.vmi4j.lab.DumpFormat;
import dev.vmi4j.os.linux.LinuxProvider;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Kernels of 32 bits, which Debian builds without types: each table refuses them with the reason and the remedy. */
@Covers(refusal = true)
final class RefusedKernelLiveTest {
    private static final List<String> GUESTS = List.of("linux-6.1-i386-pae", "linux-6.1-i386");

    static Stream<Arguments> tables() {
        LiveGuests.prefetch(GUESTS);
        List<String> tables =
                new LinuxProvider().schemas().stream().map(TableSchema::name).toList();
        return GUESTS.stream().flatMap(guest -> tables.stream().map(table -> Arguments.of(guest, table)));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aTableSaysWhatIsMissingAndWhatToGive(String guest, String table) {
        CommandRun run = CommandRun.of(
                table, LiveGuests.recorded(guest).image(DumpFormat.RAW).toString());
        assertThat(run.out()).as("rows of %s", table).isEmpty();
        assertThat(run.err())
                .as("what %s says", table)
                .contains("BTF")
                .contains("--symbols FILE")
                .contains("linux-image-6.1.0-");
        assertThat(run.code()).as("exit code of %s", table).isEqualTo(ExitCode.NOTHING.number());
    }
}
