package dev.vmi4j.symbols.type;

import java.util.List;
import java.util.Optional;

/**
 * A structure or a union.
 *
 * @param name empty when anonymous
 * @param kind which of the two
 * @param size in bytes
 * @param members in the order of the source
 */
public record StructType(String name, StructKind kind, long size, List<Member> members) implements NamedType {
    /** Copies the members. */
    public StructType {
        members = List.copyOf(members);
    }

    /**
     * Finds a field, also one of an embedded structure: members of anonymous structures and unions are found by their
     * own name, those of named ones by a dotted path such as {@code se.exec_start}, through typedefs and qualifiers.
     * A pointer is never followed.
     *
     * @param path names joined by dots
     * @return the field with its place in this structure; empty when there is none
     */
    public Optional<Field> field(String path) {
        return FieldSearch.find(this, path);
    }
}
