package dev.vmi4j.cli.command;

import dev.vmi4j.core.os.GuestSystem;
import dev.vmi4j.symbols.DescribesTypes;
import dev.vmi4j.symbols.type.EnumType;
import dev.vmi4j.symbols.type.NamedType;
import dev.vmi4j.symbols.type.StructKind;
import dev.vmi4j.symbols.type.StructType;
import dev.vmi4j.symbols.type.TypeCatalog;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds types by the names that people give them. */
final class Catalogs {
    private static final Pattern NAME = Pattern.compile("(?:(struct|union|enum)\\s+)?(\\S.*)");

    private Catalogs() {}

    static TypeCatalog of(GuestSystem system) {
        if (system instanceof DescribesTypes describes) {
            return describes.types();
        }
        throw new UsageException("the types of a " + system.name() + " guest are not known");
    }

    /** The types of a name, with {@code struct}, {@code union} or {@code enum} before it or not; at least one. */
    static List<NamedType> find(TypeCatalog catalog, String text) {
        Matcher form = NAME.matcher(text.strip());
        String keyword = form.matches() && form.group(1) != null ? form.group(1) : "";
        String name = form.matches() ? form.group(2) : text;
        List<NamedType> found =
                catalog.all(name).stream().filter(kind(keyword)).distinct().toList();
        if (found.isEmpty()) {
            throw new NothingException(
                    "there is no type '" + text.strip() + "'; 'vmi types IMAGE --list' lists them by pattern");
        }
        return found;
    }

    private static Predicate<NamedType> kind(String keyword) {
        return switch (keyword) {
            case "struct" -> type -> type instanceof StructType structure && structure.kind() == StructKind.STRUCT;
            case "union" -> type -> type instanceof StructType structure && structure.kind() == StructKind.UNION;
            case "enum" -> EnumType.class::isInstance;
            default -> _ -> true;
        };
    }
}
