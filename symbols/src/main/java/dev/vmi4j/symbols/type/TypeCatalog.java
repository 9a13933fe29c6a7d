package dev.vmi4j.symbols.type;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * All types that one source describes, numbered from 1. Implemented by the parsers of type information; immutable and
 * thread-safe. Looking up a name decodes that type alone.
 */
public interface TypeCatalog {
    /**
     * The type of a number.
     *
     * @param id 0 for {@code void}, to {@link #lastId()}
     * @return the type
     * @throws dev.vmi4j.core.error.VmiException when there is no such number or the source is malformed there
     */
    Type type(int id);

    /**
     * The highest number in use.
     *
     * @return 0 when there are no types
     */
    int lastId();

    /**
     * The size of a pointer.
     *
     * @return in bytes
     */
    int pointerSize();

    /**
     * All types of a name, in the order of their numbers.
     *
     * @param name without {@code struct}, {@code union} or {@code enum}
     * @return empty when there is none
     */
    List<NamedType> all(String name);

    /**
     * All types that have a name, in the order of their numbers, decoded one at a time.
     *
     * @return a lazy stream
     */
    Stream<NamedType> named();

    /**
     * Finds a structure.
     *
     * @param name without {@code struct}
     * @return the first of that name
     */
    default Optional<StructType> struct(String name) {
        return structure(name, StructKind.STRUCT);
    }

    /**
     * Finds a union.
     *
     * @param name without {@code union}
     * @return the first of that name
     */
    default Optional<StructType> union(String name) {
        return structure(name, StructKind.UNION);
    }

    /**
     * Finds an enumeration.
     *
     * @param name without {@code enum}
     * @return the first of that name
     */
    default Optional<EnumType> enumeration(String name) {
        return first(name, EnumType.class);
    }

    /**
     * Finds a typedef.
     *
     * @param name its name
     * @return the first of that name
     */
    default Optional<TypedefType> typedef(String name) {
        return first(name, TypedefType.class);
    }

    /**
     * Finds a function.
     *
     * @param name its name
     * @return the first of that name
     */
    default Optional<FunctionType> function(String name) {
        return first(name, FunctionType.class);
    }

    /**
     * Finds a type of one kind.
     *
     * @param name its name
     * @param kind the kind of type
     * @param <T> the kind of type
     * @return the first of that name and kind
     */
    default <T extends NamedType> Optional<T> first(String name, Class<T> kind) {
        for (NamedType type : all(name)) {
            if (kind.isInstance(type)) {
                return Optional.of(kind.cast(type));
            }
        }
        return Optional.empty();
    }

    /**
     * Finds a constant of any enumeration by its own name, as C does.
     *
     * @param name of the constant, such as {@code PIDTYPE_TGID}
     * @return the first of that name
     */
    default Optional<EnumConstant> constant(String name) {
        return named().filter(EnumType.class::isInstance)
                .flatMap(type -> ((EnumType) type).constant(name).stream())
                .findFirst();
    }

    /**
     * The size of a type, through typedefs, qualifiers and arrays.
     *
     * @param type of this catalog
     * @return in bytes; empty for what has none: void, functions, forward declarations, and types that contain
     *     themselves
     */
    default OptionalLong sizeOf(Type type) {
        return Types.size(type);
    }

    /**
     * Writes a type as C would name it.
     *
     * @param type of this catalog
     * @return such as {@code struct list_head *} or {@code char[16]}
     */
    default String render(Type type) {
        return Declarations.declare(type, "");
    }

    /**
     * Writes a declaration as C would.
     *
     * @param type of this catalog
     * @param name what is declared
     * @return such as {@code struct list_head *next} or {@code char comm[16]}
     */
    default String declare(Type type, String name) {
        return Declarations.declare(type, name);
    }

    private Optional<StructType> structure(String name, StructKind kind) {
        for (NamedType type : all(name)) {
            if (type instanceof StructType found && found.kind() == kind) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
