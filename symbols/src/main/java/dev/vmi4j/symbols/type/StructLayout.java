package dev.vmi4j.symbols.type;

import java.util.Arrays;
import java.util.Optional;

/**
 * The layout of a structure as code over guest memory needs it: what must be there is asked for by name and fails
 * clearly, what may be missing in some versions is an {@link Optional}. Immutable and thread-safe; look fields up once
 * and keep them.
 */
public final class StructLayout {
    private final StructType type;

    private StructLayout(StructType type) {
        this.type = type;
    }

    /**
     * The layout of a structure that must exist.
     *
     * @param catalog where to look
     * @param name without {@code struct}
     * @return the layout
     * @throws MissingTypeException when the catalog has no such structure
     */
    public static StructLayout of(TypeCatalog catalog, String name) {
        return find(catalog, name).orElseThrow(() -> new MissingTypeException("struct " + name));
    }

    /**
     * The layout of a structure that may exist.
     *
     * @param catalog where to look
     * @param name without {@code struct}
     * @return empty when the catalog has no such structure
     */
    public static Optional<StructLayout> find(TypeCatalog catalog, String name) {
        return catalog.struct(name).map(StructLayout::new);
    }

    /**
     * The layout of a type at hand.
     *
     * @param type a structure or union
     * @return the layout
     */
    public static StructLayout of(StructType type) {
        return new StructLayout(type);
    }

    /**
     * The structure.
     *
     * @return as the catalog describes it
     */
    public StructType type() {
        return type;
    }

    /**
     * The size of the structure.
     *
     * @return in bytes
     */
    public long size() {
        return type.size();
    }

    /**
     * A field that must exist.
     *
     * @param path as {@link StructType#field} takes it
     * @return the field
     * @throws MissingFieldException when there is none
     */
    public Field field(String path) {
        return type.field(path).orElseThrow(() -> new MissingFieldException(name(), path));
    }

    /**
     * The byte offset of a field that must exist.
     *
     * @param path as {@link StructType#field} takes it
     * @return from the start of the structure
     * @throws MissingFieldException when there is none
     */
    public long offset(String path) {
        return field(path).offset();
    }

    /**
     * A field that may exist.
     *
     * @param path as {@link StructType#field} takes it
     * @return empty when there is none
     */
    public Optional<Field> optional(String path) {
        return type.field(path);
    }

    /**
     * A field that went by several names over time; one of them must exist.
     *
     * @param paths in order of preference
     * @return the first that exists
     * @throws MissingFieldException when none does, naming all of them
     */
    public Field anyOf(String... paths) {
        return Arrays.stream(paths)
                .flatMap(path -> type.field(path).stream())
                .findFirst()
                .orElseThrow(() -> new MissingFieldException(name(), String.join(" or ", paths)));
    }

    /**
     * The layout of a structure embedded in this one.
     *
     * @param path of a field whose type is a structure or union
     * @return its layout, with offsets from its own start
     * @throws MissingFieldException when there is no such field or it is of another kind
     */
    public StructLayout embedded(String path) {
        return Types.bare(field(path).type()) instanceof StructType inner ? of(inner) : missing(path);
    }

    /**
     * The layout of the structure a pointer field points to.
     *
     * @param path of a field that is a pointer to a structure or union
     * @return its layout
     * @throws MissingFieldException when there is no such field or it is of another kind
     */
    public StructLayout target(String path) {
        return Types.bare(field(path).type()) instanceof PointerType pointer
                        && pointer.target().resolveBare() instanceof StructType target
                ? of(target)
                : missing(path);
    }

    @Override
    public String toString() {
        return name();
    }

    private StructLayout missing(String path) {
        throw new MissingFieldException(name(), path);
    }

    private String name() {
        return type.kind().keyword() + " " + (type.name().isEmpty() ? "(anonymous)" : type.name());
    }
}
