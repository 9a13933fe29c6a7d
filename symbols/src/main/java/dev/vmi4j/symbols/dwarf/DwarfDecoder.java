package dev.vmi4j.symbols.dwarf;

import dev.vmi4j.symbols.type.ArrayType;
import dev.vmi4j.symbols.type.EnumConstant;
import dev.vmi4j.symbols.type.EnumType;
import dev.vmi4j.symbols.type.FloatType;
import dev.vmi4j.symbols.type.FunctionPrototype;
import dev.vmi4j.symbols.type.IntegerEncoding;
import dev.vmi4j.symbols.type.IntegerType;
import dev.vmi4j.symbols.type.Member;
import dev.vmi4j.symbols.type.Parameter;
import dev.vmi4j.symbols.type.PointerType;
import dev.vmi4j.symbols.type.QualifiedType;
import dev.vmi4j.symbols.type.Qualifier;
import dev.vmi4j.symbols.type.StructKind;
import dev.vmi4j.symbols.type.StructType;
import dev.vmi4j.symbols.type.Type;
import dev.vmi4j.symbols.type.TypeRef;
import dev.vmi4j.symbols.type.TypedefType;
import dev.vmi4j.symbols.type.UnknownType;
import dev.vmi4j.symbols.type.VoidType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Decodes the type that one entry describes. */
final class DwarfDecoder {
    private static final int ADDRESS = 1;
    private static final int BOOLEAN = 2;
    private static final int COMPLEX = 3;
    private static final int FLOAT = 4;
    private static final int SIGNED = 5;
    private static final int SIGNED_CHAR = 6;
    private static final int UNSIGNED_CHAR = 8;

    /** {@code DW_ATE_UTF}, {@code UCS} and {@code ASCII}. */
    private static final int FIRST_TEXT = 0x10;

    private final Dwarf dwarf;
    private final Unit unit;
    private final EntryReader reader;

    DwarfDecoder(Dwarf dwarf, Unit unit, EntryReader reader) {
        this.dwarf = dwarf;
        this.unit = unit;
        this.reader = reader;
    }

    Type decode(long offset) {
        Entry entry = reader.at(offset);
        return switch (entry.tag) {
            case BASE -> base(entry);
            case POINTER -> new PointerType(dwarf.ref(entry.type), size(entry, unit.addressSize()));
            case STRUCT -> structure(entry, StructKind.STRUCT);
            case UNION -> structure(entry, StructKind.UNION);
            case ENUMERATION -> enumeration(entry);
            case TYPEDEF -> typedef(entry);
            case ARRAY -> array(entry);
            case CONST -> new QualifiedType(Qualifier.CONST, dwarf.ref(entry.type));
            case VOLATILE -> new QualifiedType(Qualifier.VOLATILE, dwarf.ref(entry.type));
            case RESTRICT -> new QualifiedType(Qualifier.RESTRICT, dwarf.ref(entry.type));
            case ATOMIC -> new TypedefType("_Atomic", dwarf.ref(entry.type));
            case FUNCTION_TYPE -> function(entry);
            case UNSPECIFIED -> VoidType.VOID;
            case PARAMETER, MEMBER, ELLIPSIS, DIMENSION, CONSTANT, OTHER -> new UnknownType(0);
        };
    }

    private static long size(Entry entry, long otherwise) {
        return entry.byteSize < 0 ? otherwise : entry.byteSize;
    }

    private Type base(Entry entry) {
        long size = size(entry, 0);
        int encoding = (int) entry.encoding;
        String name = reader.name();
        if (encoding == FLOAT || encoding == COMPLEX) {
            return new FloatType(name, size);
        }
        return new IntegerType(name, size, encoding(encoding), 0, (int) Math.min(size, 1 << 20) * Byte.SIZE);
    }

    private static IntegerEncoding encoding(int encoding) {
        return switch (encoding) {
            case BOOLEAN -> IntegerEncoding.BOOL;
            case SIGNED -> IntegerEncoding.SIGNED;
            case SIGNED_CHAR -> IntegerEncoding.SIGNED_CHAR;
            case UNSIGNED_CHAR -> IntegerEncoding.CHAR;
            case ADDRESS -> IntegerEncoding.UNSIGNED;
            default -> encoding >= FIRST_TEXT ? IntegerEncoding.CHAR : IntegerEncoding.UNSIGNED;
        };
    }

    private Type typedef(Entry entry) {
        TypeRef target = dwarf.ref(entry.type);
        return new TypedefType(reader.name(), target);
    }

    private Type structure(Entry entry, StructKind kind) {
        boolean declaration = entry.declaration;
        long size = size(entry, 0);
        boolean children = entry.children;
        long next = entry.next;
        String name = reader.name();
        if (declaration) {
            return dwarf.definition(name, kind);
        }
        List<Member> members = new ArrayList<>();
        if (children) {
            children(next, child -> {
                if (child.tag == Tag.MEMBER) {
                    members.add(member(child));
                }
            });
        }
        return new StructType(name, kind, size, members);
    }

    private Member member(Entry entry) {
        TypeRef type = dwarf.ref(entry.type);
        int bitSize = entry.bitSize < 0 ? 0 : (int) entry.bitSize;
        long bitOffset = bitOffset(entry, type);
        return new Member(reader.name(), type, bitOffset, bitSize);
    }

    /** Old compilers count a bit field's place from the most significant bit of its storage. */
    private long bitOffset(Entry entry, TypeRef type) {
        if (entry.dataBitOffset >= 0) {
            return entry.dataBitOffset;
        }
        long start = Math.max(entry.memberLocation, 0) * Byte.SIZE;
        if (entry.bitOffset < 0 || entry.bitSize < 0) {
            return start;
        }
        long storage = entry.byteSize >= 0 ? entry.byteSize : dwarf.sizeOfTarget(type);
        return start + storage * Byte.SIZE - entry.bitOffset - entry.bitSize;
    }

    private Type enumeration(Entry entry) {
        long size = size(entry, Integer.BYTES);
        boolean signed = entry.encoding == SIGNED || entry.encoding == SIGNED_CHAR;
        boolean children = entry.children && !entry.declaration;
        long next = entry.next;
        String name = reader.name();
        List<EnumConstant> constants = new ArrayList<>();
        boolean[] negative = {signed};
        if (children) {
            children(next, child -> {
                if (child.tag == Tag.CONSTANT) {
                    negative[0] |= child.negative;
                    long value = child.value;
                    constants.add(new EnumConstant(reader.name(), value));
                }
            });
        }
        return new EnumType(name, size, negative[0], constants);
    }

    private Type array(Entry entry) {
        long offset = entry.offset;
        TypeRef element = dwarf.ref(entry.type);
        List<Long> counts = new ArrayList<>();
        if (entry.children) {
            children(entry.next, child -> {
                if (child.tag == Tag.DIMENSION) {
                    counts.add(count(child));
                }
            });
        }
        return counts.isEmpty() ? new ArrayType(element, 0) : dwarf.array(offset, element, counts);
    }

    private static long count(Entry dimension) {
        return dimension.count >= 0 ? dimension.count : Math.max(dimension.upperBound + 1, 0);
    }

    private Type function(Entry entry) {
        TypeRef result = dwarf.ref(entry.type);
        List<Parameter> parameters = new ArrayList<>();
        OptionalLong[] ellipsis = {OptionalLong.empty()};
        if (entry.children) {
            children(entry.next, child -> {
                if (child.tag == Tag.PARAMETER) {
                    TypeRef type = dwarf.ref(child.type);
                    parameters.add(new Parameter(reader.name(), type));
                } else if (child.tag == Tag.ELLIPSIS) {
                    ellipsis[0] = OptionalLong.of(child.offset);
                }
            });
        }
        return new FunctionPrototype(result, parameters, ellipsis[0].isPresent());
    }

    /** The entries that belong to one, without those that belong to them. */
    private void children(long first, Consumer<Entry> consumer) {
        long at = first;
        int depth = 1;
        while (depth > 0) {
            Entry entry = reader.at(at);
            at = entry.next;
            boolean end = entry.end;
            boolean deeper = entry.children;
            if (depth == 1 && !end) {
                consumer.accept(entry);
            }
            depth += end ? -1 : deeper ? 1 : 0;
        }
    }
}
