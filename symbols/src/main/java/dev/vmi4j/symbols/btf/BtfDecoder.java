package dev.vmi4j.symbols.btf;

import dev.vmi4j.core.memory.LittleEndian;
import dev.vmi4j.symbols.MalformedSymbolsException;
import dev.vmi4j.symbols.type.ArrayType;
import dev.vmi4j.symbols.type.DataSection;
import dev.vmi4j.symbols.type.DeclTag;
import dev.vmi4j.symbols.type.EnumConstant;
import dev.vmi4j.symbols.type.EnumType;
import dev.vmi4j.symbols.type.FloatType;
import dev.vmi4j.symbols.type.ForwardType;
import dev.vmi4j.symbols.type.FunctionPrototype;
import dev.vmi4j.symbols.type.FunctionType;
import dev.vmi4j.symbols.type.IntegerEncoding;
import dev.vmi4j.symbols.type.IntegerType;
import dev.vmi4j.symbols.type.Linkage;
import dev.vmi4j.symbols.type.Member;
import dev.vmi4j.symbols.type.Parameter;
import dev.vmi4j.symbols.type.PointerType;
import dev.vmi4j.symbols.type.QualifiedType;
import dev.vmi4j.symbols.type.Qualifier;
import dev.vmi4j.symbols.type.SectionVariable;
import dev.vmi4j.symbols.type.StructKind;
import dev.vmi4j.symbols.type.StructType;
import dev.vmi4j.symbols.type.Type;
import dev.vmi4j.symbols.type.TypeRef;
import dev.vmi4j.symbols.type.TypeTag;
import dev.vmi4j.symbols.type.TypedefType;
import dev.vmi4j.symbols.type.UnknownType;
import dev.vmi4j.symbols.type.VariableType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/** Decodes one type ({@code struct btf_type}) whose bytes the index has found to lie within the blob. */
final class BtfDecoder {
    private static final int INT_SIGNED = 1;
    private static final int INT_CHAR = 2;
    private static final int INT_BOOL = 4;

    private final Btf btf;
    private final MemorySegment bytes;
    private final long start;
    private final int info;

    BtfDecoder(Btf btf, MemorySegment bytes, int start) {
        this.btf = btf;
        this.bytes = bytes;
        this.start = start;
        this.info = word(4);
    }

    Type decode() {
        int number = BtfKind.number(info);
        return number < BtfKind.count() ? decode(BtfKind.of(number)) : new UnknownType(number);
    }

    private Type decode(BtfKind kind) {
        return switch (kind) {
            case VOID -> throw malformed("a type is of kind void");
            case INT -> integer();
            case PTR -> new PointerType(ref(8), btf.pointerSize());
            case ARRAY -> new ArrayType(ref(12), unsigned(20));
            case STRUCT -> structure(StructKind.STRUCT);
            case UNION -> structure(StructKind.UNION);
            case ENUM -> new EnumType(name(0), unsigned(8), flag(), elements(8, this::constant));
            case ENUM64 -> new EnumType(name(0), unsigned(8), flag(), elements(12, this::constant64));
            case FWD -> new ForwardType(name(0), flag() ? StructKind.UNION : StructKind.STRUCT);
            case TYPEDEF -> new TypedefType(name(0), ref(8));
            case VOLATILE -> new QualifiedType(Qualifier.VOLATILE, ref(8));
            case CONST -> new QualifiedType(Qualifier.CONST, ref(8));
            case RESTRICT -> new QualifiedType(Qualifier.RESTRICT, ref(8));
            case FUNC -> new FunctionType(name(0), ref(8), linkage(BtfKind.elements(info)));
            case FUNC_PROTO -> prototype();
            case VAR -> new VariableType(name(0), ref(8), linkage(word(12)));
            case DATASEC -> new DataSection(name(0), unsigned(8), elements(12, this::variable));
            case FLOAT -> new FloatType(name(0), unsigned(8));
            case DECL_TAG -> new DeclTag(name(0), ref(8), component());
            case TYPE_TAG -> new TypeTag(name(0), ref(8));
        };
    }

    private IntegerType integer() {
        int data = word(12);
        return new IntegerType(name(0), unsigned(8), encoding(data >>> 24), data >>> 16 & 0xff, data & 0xff);
    }

    private static IntegerEncoding encoding(int bits) {
        if ((bits & INT_BOOL) != 0) {
            return IntegerEncoding.BOOL;
        }
        boolean signed = (bits & INT_SIGNED) != 0;
        if ((bits & INT_CHAR) != 0) {
            return signed ? IntegerEncoding.SIGNED_CHAR : IntegerEncoding.CHAR;
        }
        return signed ? IntegerEncoding.SIGNED : IntegerEncoding.UNSIGNED;
    }

    private StructType structure(StructKind kind) {
        return new StructType(name(0), kind, unsigned(8), elements(12, this::member));
    }

    /** With the flag, the offset's upper 8 bits are the size of a bit field; without it, integers of odd sizes are. */
    private Member member(int at) {
        long offset = unsigned(at + 8);
        return flag()
                ? new Member(name(at), ref(at + 4), offset & 0xff_ffff, (int) (offset >>> 24))
                : new Member(name(at), ref(at + 4), offset, 0);
    }

    private EnumConstant constant(int at) {
        return new EnumConstant(name(at), flag() ? word(at + 4) : unsigned(at + 4));
    }

    private EnumConstant constant64(int at) {
        return new EnumConstant(name(at), unsigned(at + 4) | unsigned(at + 8) << 32);
    }

    private SectionVariable variable(int at) {
        return new SectionVariable(ref(at), unsigned(at + 4), unsigned(at + 8));
    }

    /** A last parameter without name and type is the ellipsis. */
    private FunctionPrototype prototype() {
        int count = BtfKind.elements(info);
        int last = BtfIndex.HEAD + (count - 1) * 8;
        boolean variadic = count > 0 && word(last) == 0 && word(last + 4) == 0;
        List<Parameter> parameters = elements(8, at -> new Parameter(name(at), ref(at + 4)));
        return new FunctionPrototype(ref(8), variadic ? parameters.subList(0, count - 1) : parameters, variadic);
    }

    private OptionalInt component() {
        int component = word(12);
        return component < 0 ? OptionalInt.empty() : OptionalInt.of(component);
    }

    private Linkage linkage(int number) {
        return switch (number) {
            case 0 -> Linkage.STATIC;
            case 1 -> Linkage.GLOBAL;
            case 2 -> Linkage.EXTERN;
            default -> throw malformed("a linkage is neither static, global nor extern");
        };
    }

    private <T> List<T> elements(int size, IntFunction<T> element) {
        int count = BtfKind.elements(info);
        List<T> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            elements.add(element.apply(BtfIndex.HEAD + i * size));
        }
        return elements;
    }

    private boolean flag() {
        return info < 0;
    }

    private String name(int at) {
        int offset = word(at);
        return offset == 0 ? "" : btf.string(offset);
    }

    private TypeRef ref(int at) {
        return new TypeRef(btf, word(at));
    }

    private long unsigned(int at) {
        return word(at) & 0xffff_ffffL;
    }

    private int word(int at) {
        return bytes.get(LittleEndian.INT, start + at);
    }

    private MalformedSymbolsException malformed(String problem) {
        return new MalformedSymbolsException(Btf.FORMAT, start, problem);
    }
}
