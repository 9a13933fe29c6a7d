package dev.vmi4j.cli.command;

import dev.vmi4j.symbols.type.EnumConstant;
import dev.vmi4j.symbols.type.EnumType;
import dev.vmi4j.symbols.type.NamedType;
import dev.vmi4j.symbols.type.StructType;
import dev.vmi4j.symbols.type.TypeCatalog;
import dev.vmi4j.symbols.type.TypedefType;
import java.util.List;
import java.util.OptionalLong;

/** Writes a type as {@code pahole} does: C, with the offset and size of each member beside it. */
final class TypeText {
    private static final String INDENT = "    ";
    private static final int COMMENT_COLUMN = 60;

    private final TypeCatalog catalog;
    private final StructItems.Depth depth;
    private final StringBuilder text = new StringBuilder();

    private TypeText(TypeCatalog catalog, StructItems.Depth depth) {
        this.catalog = catalog;
        this.depth = depth;
    }

    static String of(TypeCatalog catalog, NamedType type, StructItems.Depth depth) {
        TypeText writer = new TypeText(catalog, depth);
        switch (type) {
            case StructType structure ->
                writer.structure(structure, structure.kind().keyword() + " " + type.name(), "");
            case EnumType enumeration -> writer.enumeration(enumeration, "enum " + type.name(), "");
            case TypedefType typedef -> writer.typedef(typedef);
            default -> writer.other(type);
        }
        return writer.text.toString();
    }

    private void typedef(TypedefType typedef) {
        switch (typedef.target().resolve()) {
            case StructType structure
            when structure.name().isEmpty() ->
                structure(structure, "typedef " + structure.kind().keyword(), " " + typedef.name());
            case EnumType enumeration
            when enumeration.name().isEmpty() -> enumeration(enumeration, "typedef enum", " " + typedef.name());
            default -> line(0, "typedef " + catalog.declare(typedef.target().resolve(), typedef.name()) + ";");
        }
    }

    private void other(NamedType type) {
        OptionalLong size = catalog.sizeOf(type);
        String comment = size.isPresent() ? "/* size: " + size.getAsLong() + " */" : "";
        line(0, catalog.render(type) + ";" + (comment.isEmpty() ? "" : " " + comment));
    }

    private void enumeration(EnumType type, String head, String tail) {
        line(0, head + " {");
        for (EnumConstant constant : type.constants()) {
            String value = type.signed() ? Long.toString(constant.value()) : Long.toUnsignedString(constant.value());
            line(1, constant.name() + " = " + value + ",");
        }
        line(
                0,
                "}" + tail + "; /* size: " + type.size() + ", constants: "
                        + type.constants().size() + " */");
    }

    private void structure(StructType type, String head, String tail) {
        List<StructItem> items = StructItems.of(catalog, type, depth);
        line(0, head + " {");
        items.forEach(this::item);
        long holes = items.stream()
                .filter(item -> item instanceof StructItem.Hole && item.depth() == 1)
                .mapToLong(item -> ((StructItem.Hole) item).bits())
                .sum();
        String unused = holes == 0 ? "" : ", unused: " + amount(holes);
        line(
                0,
                "}" + tail + "; /* size: " + type.size() + ", members: "
                        + type.members().size() + unused + " */");
    }

    private void item(StructItem item) {
        switch (item) {
            case StructItem.Open(int level, StructType structure) -> line(level, opening(structure));
            case StructItem.Close(int level, String suffix, long offset, long size) ->
                line(level, "}" + (suffix.isEmpty() ? "" : " " + suffix) + ";", place(offset, size));
            case StructItem.Hole(int level, long _, long bits) -> line(level, "/* " + amount(bits) + " unused */");
            case StructItem.Member member -> member(member);
        }
    }

    private void member(StructItem.Member member) {
        String declaration = catalog.declare(member.type(), member.name());
        if (member.bits() == 0) {
            line(member.depth(), declaration + ";", place(member.offset(), member.size()));
        } else {
            String place = String.format("/* %5d:%2d %4d bits */", member.offset(), member.bit() & 7, member.bits());
            line(member.depth(), declaration + ":" + member.bits() + ";", place);
        }
    }

    private static String opening(StructType structure) {
        String name = structure.name().isEmpty() ? "" : " " + structure.name();
        return structure.kind().keyword() + name + " {";
    }

    private static String place(long offset, long size) {
        return String.format("/* %5d %7d */", offset, size);
    }

    private static String amount(long bits) {
        boolean whole = bits % Byte.SIZE == 0;
        long count = whole ? bits / Byte.SIZE : bits;
        return count + (whole ? " byte" : " bit") + (count == 1 ? "" : "s");
    }

    private void line(int level, String content) {
        text.append(INDENT.repeat(level)).append(content).append('\n');
    }

    private void line(int level, String content, String comment) {
        String code = INDENT.repeat(level) + content;
        text.append(code)
                .append(" ".repeat(Math.max(1, COMMENT_COLUMN - code.length())))
                .append(comment)
                .append('\n');
    }
}
