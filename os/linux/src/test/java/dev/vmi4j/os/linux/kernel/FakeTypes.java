package dev.vmi4j.os.linux.kernel;

import dev.vmi4j.symbols.type.IntegerEncoding;
import dev.vmi4j.symbols.type.IntegerType;
import dev.vmi4j.symbols.type.Member;
import dev.vmi4j.symbols.type.NamedType;
import dev.vmi4j.symbols.type.StructKind;
import dev.vmi4j.symbols.type.StructType;
import dev.vmi4j.symbols.type.Type;
import dev.vmi4j.symbols.type.TypeCatalog;
import dev.vmi4j.symbols.type.TypeRef;
import dev.vmi4j.symbols.type.VoidType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Types that a test makes up: structures of unsigned integers and of each other. */
public final class FakeTypes implements TypeCatalog {
    private final List<Type> types = new ArrayList<>(List.of(VoidType.VOID));

    /** A field of a structure, by a name, its offset and its type's number. */
    public record Entry(String name, long bitOffset, int bitSize, int type) {}

    /** A field that is an unsigned integer of 1 to 8 bytes, or an array of bytes. */
    public Entry integer(String name, long offset, long size) {
        types.add(new IntegerType("u" + size, size, IntegerEncoding.UNSIGNED, 0, (int) size * 8));
        return new Entry(name, offset * Byte.SIZE, 0, lastId());
    }

    /** A field that is a signed integer of 1 to 8 bytes. */
    public Entry signed(String name, long offset, long size) {
        types.add(new IntegerType("s" + size, size, IntegerEncoding.SIGNED, 0, (int) size * 8));
        return new Entry(name, offset * Byte.SIZE, 0, lastId());
    }

    /** A bit field of an unsigned integer of 4 bytes. */
    public Entry bits(String name, long bitOffset, int bitSize) {
        Entry whole = integer(name, 0, Integer.BYTES);
        return new Entry(name, bitOffset, bitSize, whole.type);
    }

    /** A field that is a pointer. */
    public Entry pointer(String name, long offset) {
        return integer(name, offset, 8);
    }

    /** A field that is a structure made before. */
    public Entry embedded(String name, long offset, int structure) {
        return new Entry(name, offset * Byte.SIZE, 0, structure);
    }

    /** Makes a structure; answers its number. */
    public int struct(String name, long size, Entry... fields) {
        List<Member> members = Stream.of(fields)
                .map(field -> new Member(field.name, new TypeRef(this, field.type), field.bitOffset, field.bitSize))
                .toList();
        types.add(new StructType(name, StructKind.STRUCT, size, members));
        return lastId();
    }

    /** Makes a union of one field; answers its number. */
    public int union(String name, long size, Entry field) {
        Member member = new Member(field.name, new TypeRef(this, field.type), field.bitOffset, field.bitSize);
        types.add(new StructType(name, StructKind.UNION, size, List.of(member)));
        return lastId();
    }

    @Override
    public Type type(int id) {
        return types.get(id);
    }

    @Override
    public int lastId() {
        return types.size() - 1;
    }

    @Override
    public int pointerSize() {
        return 8;
    }

    @Override
    public List<NamedType> all(String name) {
        return named().filter(type -> type.name().equals(name)).toList();
    }

    @Override
    public Stream<NamedType> named() {
        return types.stream().filter(NamedType.class::isInstance).map(NamedType.class::cast);
    }
}
