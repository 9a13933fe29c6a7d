package dev.vmi4j.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmi4j.core.address.Pa;
import dev.vmi4j.core.address.Va;
import dev.vmi4j.core.error.VmiException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Column<Integer> SQUARE =
            new Column<>("square", ColumnType.NUMBER, "its square", row -> Cell.of((long) row * row));
    private static final Column<Integer> BROKEN = new Column<>("broken", ColumnType.TEXT, "never there", row -> {
        throw new VmiException("row " + row + " is torn");
    });

    private static Table<Integer> table() {
        return new Table<>("numbers", "some numbers", List.of(SQUARE, BROKEN), notes -> {
            notes.add("three rows");
            return Stream.of(1, 2, 3);
        });
    }

    @Test
    void rowsAreMadeAnewEachTime() {
        TableNotes notes = new TableNotes();
        assertThat(table().rows(notes).map(SQUARE::cell)).containsExactly(Cell.of(1), Cell.of(4), Cell.of(9));
        assertThat(table().rows(notes)).hasSize(3);
        assertThat(notes.all()).containsExactly("three rows");
    }

    @Test
    void whatCannotBeReadIsACellWithItsReason() {
        assertThat(BROKEN.cell(7)).isEqualTo(new Cell.Unreadable("row 7 is torn"));
    }

    @Test
    void aDefectIsNoUnreadableCell() {
        Column<Integer> defect = new Column<>("defect", ColumnType.TEXT, "throws", _ -> {
            throw new IllegalStateException("a defect");
        });
        assertThatThrownBy(() -> defect.cell(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSchemaIsTheTableWithoutItsRows() {
        TableSchema schema = table().schema();
        assertThat(schema.name()).isEqualTo("numbers");
        assertThat(schema.description()).isEqualTo("some numbers");
        assertThat(schema.columns().stream().map(Column::name)).containsExactly("square", "broken");
    }

    @Test
    void notesTellGapsFromExplanations() {
        TableNotes notes = new TableNotes();
        notes.explain("no module is loaded");
        notes.add("the list is cyclic");
        assertThat(notes.all()).containsExactly("no module is loaded", "the list is cyclic");
        assertThat(notes.gaps()).containsExactly("the list is cyclic");
        assertThat(notes.explanations()).containsExactly("no module is loaded");
    }

    @Test
    void notesAreKeptOnceAndBounded() {
        TableNotes notes = new TableNotes();
        IntStream.range(0, 3000).forEach(i -> notes.add("note " + i / 2));
        assertThat(notes.all()).hasSize(1000).startsWith("note 0", "note 1").endsWith("note 999");
    }

    @Test
    void cellsAreTyped() {
        assertThat(Cell.of("text")).isEqualTo(new Cell.Text("text"));
        assertThat(Cell.of(-5)).isEqualTo(new Cell.Count(-5));
        assertThat(Cell.of(true)).isEqualTo(new Cell.Flag(true));
        assertThat(Cell.of(new Va(-1))).isEqualTo(new Cell.Address(-1));
        assertThat(Cell.of(new Pa(0x1000))).isEqualTo(new Cell.Address(0x1000));
        assertThat(Cell.NONE).isEqualTo(new Cell.None());
    }

    @Test
    void aListIsCopied() {
        List<String> values = new ArrayList<>(List.of("a"));
        Cell cell = Cell.of(values);
        values.add("b");
        assertThat(cell).isEqualTo(new Cell.Texts(List.of("a")));
    }
}
