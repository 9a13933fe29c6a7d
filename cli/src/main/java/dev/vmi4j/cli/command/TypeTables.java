package dev.vmi4j.cli.command;

import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.symbols.type.DataSection;
import dev.vmi4j.symbols.type.EnumConstant;
import dev.vmi4j.symbols.type.EnumType;
import dev.vmi4j.symbols.type.FloatType;
import dev.vmi4j.symbols.type.ForwardType;
import dev.vmi4j.symbols.type.FunctionType;
import dev.vmi4j.symbols.type.IntegerType;
import dev.vmi4j.symbols.type.NamedType;
import dev.vmi4j.symbols.type.StructType;
import dev.vmi4j.symbols.type.TypeCatalog;
import dev.vmi4j.symbols.type.TypedefType;
import dev.vmi4j.symbols.type.VariableType;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The tables of {@code vmi types}: the types of a pattern, or what a type consists of. */
final class TypeTables {
    /** A row: a member of a structure, a constant of an enumeration, or the target of a typedef. */
    private record Part(String type, String name, Cell offset, Cell size, Cell bit, Cell bits, Cell value, Cell of) {}

    private static final List<Column<Part>> PARTS = List.of(
            new Column<>("of", ColumnType.TEXT, "the type that was asked for", Part::of),
            new Column<>("name", ColumnType.TEXT, "the member or constant", part -> Cell.of(part.name())),
            new Column<>("type", ColumnType.TEXT, "its type", part -> Cell.of(part.type())),
            new Column<>("offset", ColumnType.NUMBER, "bytes from the start of the structure", Part::offset),
            new Column<>("size", ColumnType.NUMBER, "its size in bytes", Part::size),
            new Column<>("bit_offset", ColumnType.NUMBER, "the first bit of a bit field within its byte", Part::bit),
            new Column<>("bit_size", ColumnType.NUMBER, "the number of bits of a bit field", Part::bits),
            new Column<>("value", ColumnType.NUMBER, "the value of a constant", Part::value));

    private TypeTables() {}

    static Table<?> list(TypeCatalog catalog, Predicate<String> pattern) {
        List<Column<NamedType>> columns = List.of(
                new Column<>("kind", ColumnType.TEXT, "the kind of type", type -> Cell.of(kind(type))),
                new Column<>("name", ColumnType.TEXT, "its name", type -> Cell.of(type.name())),
                new Column<>("size", ColumnType.NUMBER, "its size in bytes", type -> size(catalog, type)));
        return new Table<>(
                "types",
                "the types that have a name",
                columns,
                _ -> catalog.named().filter(type -> pattern.test(type.name())));
    }

    static Table<?> members(TypeCatalog catalog, List<NamedType> types, StructItems.Depth depth) {
        return new Table<>(
                "types",
                "what a type consists of",
                PARTS,
                _ -> types.stream().flatMap(type -> parts(catalog, type, depth)));
    }

    private static Stream<Part> parts(TypeCatalog catalog, NamedType type, StructItems.Depth depth) {
        Cell of = Cell.of(kind(type) + " " + type.name());
        return switch (type) {
            case StructType structure -> members(catalog, structure, depth, of);
            case EnumType enumeration -> enumeration.constants().stream().map(constant -> constant(constant, of));
            case TypedefType typedef
            when typedef.target().resolve() instanceof StructType structure
                    && structure.name().isEmpty() -> members(catalog, structure, depth, of);
            case TypedefType typedef ->
                Stream.of(whole(catalog.render(typedef.target().resolve()), size(catalog, type), of));
            case IntegerType _, FloatType _, ForwardType _, FunctionType _, VariableType _, DataSection _ ->
                Stream.of(whole(catalog.render(type), size(catalog, type), of));
        };
    }

    private static Stream<Part> members(TypeCatalog catalog, StructType structure, StructItems.Depth depth, Cell of) {
        return StructItems.of(catalog, structure, depth).stream()
                .filter(StructItem.Member.class::isInstance)
                .map(item -> member(catalog, (StructItem.Member) item, of));
    }

    private static Part member(TypeCatalog catalog, StructItem.Member member, Cell of) {
        boolean field = member.bits() != 0;
        return new Part(
                catalog.render(member.type()),
                member.path(),
                Cell.of(member.offset()),
                Cell.of(member.size()),
                field ? Cell.of(member.bit() & 7) : Cell.NONE,
                field ? Cell.of(member.bits()) : Cell.NONE,
                Cell.NONE,
                of);
    }

    private static Part constant(EnumConstant constant, Cell of) {
        Cell none = Cell.NONE;
        return new Part("int", constant.name(), none, none, none, none, Cell.of(constant.value()), of);
    }

    private static Part whole(String type, Cell size, Cell of) {
        return new Part(type, "", Cell.of(0), size, Cell.NONE, Cell.NONE, Cell.NONE, of);
    }

    private static Cell size(TypeCatalog catalog, NamedType type) {
        OptionalLong size = catalog.sizeOf(type);
        return size.isPresent() ? Cell.of(size.getAsLong()) : Cell.NONE;
    }

    private static String kind(NamedType type) {
        return switch (type) {
            case StructType structure -> structure.kind().keyword();
            case ForwardType forward -> "forward " + forward.kind().keyword();
            case EnumType _ -> "enum";
            case TypedefType _ -> "typedef";
            case IntegerType _ -> "integer";
            case FloatType _ -> "float";
            case FunctionType _ -> "function";
            case VariableType _ -> "variable";
            case DataSection _ -> "section";
        };
    }
}
