package dev.vmi4j.cli.command;

import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.core.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The table of values in memory, one after the other. */
final class ValueTable {
    private ValueTable() {}

    static Table<Long> numbers(GuestMemory memory, long address, ValueKind kind, int size, long count, Places places) {
        Function<Long, Cell> value = place -> number(kind, memory.readUnsigned(place, size));
        List<Column<Long>> columns = new ArrayList<>(columns(numberType(kind), value));
        if (kind == ValueKind.PTR) {
            columns.add(new Column<>(
                    "symbol",
                    ColumnType.TEXT,
                    "the kernel symbol the value points to",
                    place -> places.name(memory.readUnsigned(place, size))
                            .map(Cell::of)
                            .orElse(Cell.NONE)));
        }
        LongStream places64 = LongStream.range(0, count).map(index -> address + index * size);
        return table(columns, places64.boxed());
    }

    static Table<Long> text(GuestMemory memory, long address, ValueKind kind, int limit) {
        Function<Long, Cell> value = place ->
                Cell.of(kind == ValueKind.UTF16 ? memory.readUtf16(place, limit) : memory.readUtf8(place, limit));
        return table(columns(ColumnType.TEXT, value), Stream.of(address));
    }

    private static Table<Long> table(List<Column<Long>> columns, Stream<Long> addresses) {
        return new Table<>("memory", "values in memory", columns, _ -> addresses);
    }

    private static List<Column<Long>> columns(ColumnType type, Function<Long, Cell> value) {
        return List.of(
                new Column<>("address", ColumnType.ADDRESS, "the address of the value", Cell.Address::new),
                new Column<>("value", type, "the value", value));
    }

    private static ColumnType numberType(ValueKind kind) {
        return isNumber(kind) ? ColumnType.NUMBER : ColumnType.ADDRESS;
    }

    private static Cell number(ValueKind kind, long value) {
        return isNumber(kind) ? Cell.of(value) : new Cell.Address(value);
    }

    /** 64 bits without a sign do not fit a number; they are shown in hexadecimal as pointers are. */
    private static boolean isNumber(ValueKind kind) {
        return kind == ValueKind.U8 || kind == ValueKind.U16 || kind == ValueKind.U32;
    }
}
