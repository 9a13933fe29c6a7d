package dev.vmi4j.cli.command;

import dev.vmi4j.core.address.Addresses;
import dev.vmi4j.core.memory.GuestMemory;
import dev.vmi4j.core.table.Cell;
import dev.vmi4j.core.table.Column;
import dev.vmi4j.core.table.ColumnType;
import dev.vmi4j.core.table.Table;
import dev.vmi4j.symbols.type.ArrayType;
import dev.vmi4j.symbols.type.EnumConstant;
import dev.vmi4j.symbols.type.EnumType;
import dev.vmi4j.symbols.type.IntegerEncoding;
import dev.vmi4j.symbols.type.IntegerType;
import dev.vmi4j.symbols.type.PointerType;
import dev.vmi4j.symbols.type.QualifiedType;
import dev.vmi4j.symbols.type.StructType;
import dev.vmi4j.symbols.type.Type;
import dev.vmi4j.symbols.type.TypeCatalog;
import dev.vmi4j.symbols.type.TypeTag;
import dev.vmi4j.symbols.type.TypedefType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The table of a structure's members with their values in memory. */
final class StructValues {
    private static final int ELEMENTS_SHOWN = 16;
    private static final int TEXT_LIMIT = 256;

    private final TypeCatalog catalog;
    private final GuestMemory memory;
    private final long address;
    private final Places places;

    private StructValues(TypeCatalog catalog, GuestMemory memory, long address, Places places) {
        this.catalog = catalog;
        this.memory = memory;
        this.address = address;
        this.places = places;
    }

    static Table<StructItem.Member> table(
            TypeCatalog catalog, StructType structure, GuestMemory memory, long address, Places places) {
        StructValues values = new StructValues(catalog, memory, address, places);
        return new Table<>(
                "structure",
                "the members of a structure with their values",
                values.columns(),
                _ -> StructItems.of(catalog, structure, StructItems.Depth.EVERYTHING).stream()
                        .filter(StructItem.Member.class::isInstance)
                        .map(StructItem.Member.class::cast));
    }

    private List<Column<StructItem.Member>> columns() {
        return List.of(
                new Column<>(
                        "address",
                        ColumnType.ADDRESS,
                        "the address of the member",
                        member -> new Cell.Address(address + member.offset())),
                new Column<>(
                        "offset",
                        ColumnType.NUMBER,
                        "bytes from the start of the structure",
                        member -> Cell.of(member.offset())),
                new Column<>("name", ColumnType.TEXT, "the member", member -> Cell.of(member.path())),
                new Column<>("type", ColumnType.TEXT, "its type", member -> Cell.of(type(member))),
                new Column<>("value", ColumnType.TEXT, "its value, as C would write it", this::value));
    }

    private String type(StructItem.Member member) {
        return catalog.render(member.type()) + (member.bits() == 0 ? "" : ":" + member.bits());
    }

    private Cell value(StructItem.Member member) {
        if (member.bits() != 0) {
            return Cell.of(bits(member));
        }
        return member.size() == 0 ? Cell.NONE : Cell.of(value(bare(member.type()), address + member.offset()));
    }

    /** A bit field lies within 8 bytes from the byte of its first bit, or within 9 when it is that long. */
    private String bits(StructItem.Member member) {
        long value = 0;
        for (int i = 0; i < member.bits(); i++) {
            long bit = member.bit() + i;
            long byteValue = memory.readByte(address + (bit >>> 3));
            value |= (byteValue >>> (bit & 7) & 1) << i;
        }
        Type bare = bare(member.type());
        int unused = Long.SIZE - member.bits();
        return bare instanceof EnumType enumeration
                ? enumeration(enumeration, value)
                : Long.toString(isSigned(bare) ? value << unused >> unused : value);
    }

    private String value(Type bare, long at) {
        return switch (bare) {
            case IntegerType integer -> integer(integer, at);
            case EnumType enumeration -> enumeration(enumeration, number(at, enumeration.size(), enumeration.signed()));
            case PointerType pointer -> pointer(number(at, pointer.size(), false));
            case ArrayType array -> array(array, at);
            default -> raw(at, catalog.sizeOf(bare).orElse(0));
        };
    }

    private String integer(IntegerType type, long at) {
        if (type.size() > Long.BYTES) {
            return raw(at, type.size());
        }
        long value = number(at, type.size(), type.encoding().isSigned());
        if (type.encoding() == IntegerEncoding.BOOL) {
            return value == 0 ? "false" : value == 1 ? "true" : Addresses.hex(value);
        }
        return type.encoding().isSigned() ? Long.toString(value) : Long.toUnsignedString(value);
    }

    private static String enumeration(EnumType type, long value) {
        return type.constants().stream()
                .filter(constant -> constant.value() == value)
                .map(EnumConstant::name)
                .findFirst()
                .orElse(Long.toString(value));
    }

    private String pointer(long value) {
        return Addresses.hex(value)
                + (value == 0
                        ? ""
                        : places.name(value).map(name -> " <" + name + ">").orElse(""));
    }

    private String array(ArrayType array, long at) {
        Type element = bare(array.element().resolve());
        long size = catalog.sizeOf(element).orElse(0);
        if (size == 0) {
            return "{}";
        }
        if (isCharacter(element)) {
            return text(at, array.count());
        }
        List<String> elements = new ArrayList<>();
        for (long i = 0; i < Math.min(array.count(), ELEMENTS_SHOWN); i++) {
            elements.add(value(element, at + i * size));
        }
        return "{" + String.join(", ", elements) + (array.count() > ELEMENTS_SHOWN ? ", ..." : "") + "}";
    }

    private String text(long at, long length) {
        byte[] bytes = memory.readBytes(at, (int) Math.min(length, TEXT_LIMIT));
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return '"' + new String(bytes, 0, end, StandardCharsets.UTF_8) + '"';
    }

    private String raw(long at, long size) {
        int shown = (int) Math.min(size, ELEMENTS_SHOWN);
        return HexFormat.of().formatHex(memory.readBytes(at, shown)) + (size > shown ? "..." : "");
    }

    private long number(long at, long size, boolean signed) {
        if (size != 1 && size != 2 && size != 4 && size != 8) {
            throw new NothingException("a number of " + size + " bytes cannot be shown");
        }
        long value = memory.readUnsigned(at, (int) size);
        int unused = Long.SIZE - (int) size * Byte.SIZE;
        return signed ? value << unused >> unused : value;
    }

    private static boolean isCharacter(Type type) {
        return type instanceof IntegerType integer
                && integer.size() == 1
                && (integer.encoding() == IntegerEncoding.CHAR
                        || integer.encoding() == IntegerEncoding.SIGNED_CHAR
                        || integer.name().equals("char"));
    }

    private static boolean isSigned(Type type) {
        return type instanceof IntegerType integer && integer.encoding().isSigned();
    }

    /** Through typedefs and qualifiers; a type that is none is bare already. */
    private static Type bare(Type type) {
        return switch (type) {
            case TypedefType typedef -> typedef.target().resolveBare();
            case QualifiedType qualified -> qualified.target().resolveBare();
            case TypeTag tag -> tag.target().resolveBare();
            default -> type;
        };
    }
}
