package dev.vmi4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmi4j.cli.console.Output;
import dev.vmi4j.cli.console.Screen;
import dev.vmi4j.cli.render.Filter;
import dev.vmi4j.cli.render.Format;
import dev.vmi4j.cli.render.Query;
import dev.vmi4j.cli.render.Summary;
import dev.vmi4j.cli.render.TablePrinter;
import dev.vmi4j.core.error.VmiException;
import dev.vmi4j.core.os.GuestSystemProvider;
import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.core.table.TableSchema;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What chooses rows and columns works with every table, or says that it cannot. */
class FiltersTest {
    /** A thing that several processes share; what it is called cannot be read where the name is empty. */
    private record Shared(String name, List<Long> pids) {}

    private static final List<Column<Shared>> COLUMNS = List.of(
            new Column<>("name", ColumnType.TEXT, "its name", FiltersTest::name),
            new Column<>("pid", ColumnType.NUMBER, "its first process", row -> Cell.of(row.pids.getFirst())));

    private static final Table<Shared> TABLE = new Table<>(
            "things",
            "things that processes share",
            COLUMNS,
            _ -> Stream.of(
                    new Shared("one", List.of(1L, 2L)), new Shared("", List.of(1L)), new Shared("two", List.of(2L))),
            Optional.of(row -> row.pids.stream().mapToLong(Long::longValue)));

    private static Cell name(Shared row) {
        if (row.name.isEmpty()) {
            throw new VmiException("the page is torn");
        }
        return Cell.of(row.name);
    }

    private static Stream<TableSchema> schemas() {
        return GuestSystemProvider.all().stream()
                .map(GuestSystemProvider::schemas)
                .flatMap(List::stream);
    }

    private static Summary print(StringWriter text, Filter filter) {
        Output output = new Output(text, Screen.NONE);
        Query query = new Query(List.of("pid"), List.of(filter), Optional.empty(), OptionalLong.empty());
        return new TablePrinter(Format.CSV, output).print(TABLE, query);
    }

    @Test
    void aProcessHasTheRowsThatItSharesToo() {
        StringWriter text = new StringWriter();
        Summary summary = print(text, new Filter.OfProcess(2));
        assertThat(text).hasToString("pid\r\n1\r\n2\r\n");
        assertThat(summary.complete()).isTrue();
    }

    @Test
    void rowsOfWhichAFilterCannotTellAreNoted() {
        StringWriter text = new StringWriter();
        Summary summary = print(text, Filter.text("name", "t*"));
        assertThat(text).hasToString("pid\r\n2\r\n");
        assertThat(summary.notes())
                .containsExactly("the filters left out a row of which they cannot tell; first: the page is torn");
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void everyTableHasTheSameOptions(TableSchema schema) {
        String help = Run.real(schema.name(), "--help").out();
        List<String> columns = schema.columns().stream().map(Column::name).toList();
        assertThat(help).contains("--output=FORMAT", "--columns=COLUMN", "--sort=COLUMN[:desc]", "--limit=N");
        assertThat(help.contains("--pid=N")).as(help).isEqualTo(columns.contains("pid"));
        assertThat(help.contains("--name=GLOB"))
                .as(help)
                .isEqualTo(columns.contains("name") || columns.contains("process"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--pid", "--name"})
    void aFilterThatATableCannotServeIsAnError(String option) {
        Run run = Run.real("dmesg", "none.raw", option, "1");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("vmi: rows of dmesg ")
                .endsWith(", so " + option + " cannot choose among them\n");
    }
}
